#pragma once
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/problem.h"

namespace motcua::catalogue {

// A published cell as it may be stored: stray control characters and signs that turn the direction of writing
// are left out and the ends cut; line breaks and tabs stay.
std::string cell_text(std::string_view raw);

// Takes members out of one record of an import file and notes every fault with record and field.
class RecordFields {
 public:
  // `pointer` is the record's place in the file ("/17"); `record` names it to a person: its code, or its
  // position.
  RecordFields(const json::object& object, std::string pointer, std::string record, Problems& problems)
      : object_(object), pointer_(std::move(pointer)), record_(std::move(record)), problems_(problems) {}

  std::string text(std::string_view name, bool required = false);
  long long integer(std::string_view name);
  const json::array& list(std::string_view name);
  // The object at `index` of the list `name`; null and a fault when it is something else.
  const json::object* item(const json::array& list, std::string_view name, std::size_t index);
  RecordFields inside(const json::object& object, std::string_view name, std::size_t index) const;
  void fault(std::string code, std::string_view name, std::string_view wanted = {});

 private:
  const json::object& object_;
  std::string pointer_;
  std::string record_;
  Problems& problems_;
};

}  // namespace motcua::catalogue
