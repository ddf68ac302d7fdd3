#include "dossier/person.h"

namespace motcua::dossier {

using http::field;
using http::object;
using http::Pattern;
using http::Shape;
using http::text;

const Shape<Person>& shape_of(const Person*) {
  static const auto shape =
      object<Person>("Person", {field("full_name", &Person::full_name, text(2, 120, Pattern::line)),
                                field("id_number", &Person::id_number, text(9, 12, Pattern::digits)),
                                field("birth_date", &Person::birth_date),
                                field("sex", &Person::sex, http::one_of({"male", "female"})),
                                field("address", &Person::address, text(0, 300, Pattern::line)),
                                field("phone", &Person::phone, text(8, 20, Pattern::phone)),
                                field("email", &Person::email, text(3, 200, Pattern::email))});
  return shape;
}

const Shape<Submission>& shape_of(const Submission*) {
  static const auto shape = object<Submission>(
      "Submission", {field("applicant", &Submission::applicant), field("submitter", &Submission::submitter),
                     field("content", &Submission::content), field("secret", &Submission::secret)});
  return shape;
}

}  // namespace motcua::dossier
