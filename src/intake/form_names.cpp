#include "base/check.h"
#include "intake/forms.h"

namespace motcua::intake {

const std::vector<Form>& all_forms() {
  static const std::vector<Form> forms{Form::supplement, Form::refusal,    Form::extension,  Form::stop,
                                       Form::control,    Form::processing, Form::result_slip};
  return forms;
}

std::string_view name_of(Form form) {
  switch (form) {
    case Form::supplement:
      return "supplement";
    case Form::refusal:
      return "refusal";
    case Form::extension:
      return "extension";
    case Form::stop:
      return "stop";
    case Form::control:
      return "control";
    case Form::processing:
      return "processing";
    case Form::result_slip:
      return "result_slip";
  }
  CHECK(false);
}

std::optional<Form> form_of(std::string_view name) {
  for (const Form form : all_forms()) {
    if (name_of(form) == name) return form;
  }
  return std::nullopt;
}

}  // namespace motcua::intake
