#pragma once
#include <optional>
#include <string>

#include "base/time.h"
#include "http/shape.h"

// What a dossier knows of people: the private part of its first event. Encrypted where it rests, erasable,
// and never in an event, a state row, a projection or a log.
namespace motcua::dossier {

struct Person {
  std::string full_name;
  std::optional<std::string> id_number;  // 12 digits, or 9 of an old one
  std::optional<LocalDate> birth_date;
  std::optional<std::string> sex;  // "male", "female"
  std::optional<std::string> address;
  std::optional<std::string> phone;
  std::optional<std::string> email;
  bool operator==(const Person&) const = default;
};

struct Submission {
  Person applicant;
  std::optional<Person> submitter;     // when somebody else brings it
  std::optional<std::string> content;  // what is asked for, in the applicant's words
  std::string secret;                  // the four signs of the receipt
  bool operator==(const Submission&) const = default;
};

const http::Shape<Person>& shape_of(const Person*);
const http::Shape<Submission>& shape_of(const Submission*);

}  // namespace motcua::dossier
