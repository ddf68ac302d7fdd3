#include "guide/assistant.h"

namespace motcua::guide {

using http::field;

const http::Shape<TalkOption>& shape_of(const TalkOption*) {
  static const auto kept = http::object<TalkOption>(
      "TalkOption", {field("label", &TalkOption::label),
                     field("path", &TalkOption::path).means("the address to ask next, which says this")});
  return kept;
}

const http::Shape<TalkTurn>& shape_of(const TalkTurn*) {
  static const auto kept = http::object<TalkTurn>(
      "TalkTurn", {field("question", &TalkTurn::question), field("answer", &TalkTurn::answer),
                   field("change_path", &TalkTurn::change_path).means("the address that takes it back")});
  return kept;
}

const http::Shape<TalkCase>& shape_of(const TalkCase*) {
  static const auto kept = http::object<TalkCase>(
      "TalkCase",
      {field("label", &TalkCase::label),
       field("field", &TalkCase::field).means("to be added as field=1 to continue_path when it holds")});
  return kept;
}

const http::Shape<TalkSection>& shape_of(const TalkSection*) {
  static const auto kept = http::object<TalkSection>(
      "TalkSection", {field("kind", &TalkSection::kind), field("title", &TalkSection::title),
                      field("lines", &TalkSection::lines), field("source", &TalkSection::source),
                      field("source_path", &TalkSection::source_path).means("the page where this stands")});
  return kept;
}

const http::Shape<Talk>& shape_of(const Talk*) {
  static const auto kept = http::object<Talk>(
      "Talk", {field("step", &Talk::step).means("what, nothing, which, whose, where, cases or answer"),
               field("question", &Talk::question), field("hint", &Talk::hint), field("turns", &Talk::turns),
               field("options", &Talk::options), field("cases", &Talk::cases),
               field("continue_path", &Talk::continue_path), field("code", &Talk::code),
               field("name", &Talk::name), field("answer", &Talk::answer)});
  return kept;
}

}  // namespace motcua::guide
