#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "guide/routes.h"
#include "guide/talk.h"
#include "http/shape.h"

namespace motcua::guide {

// A conversation that ends in one procedure. All that was said stands in the address: nothing is kept.
//   q     what the citizen needs, in their words
//   viec  the code of the procedure that was chosen
//   cho   "toi": for oneself, "thay": for another person
//   xa    the commune; "-": passed over. Else the remembered one.
//   chon  the cases were said; th1, th2 … those that hold
struct Said {
  std::string question, code, whose, commune;
  bool cases_said = false;
  std::map<std::string, std::string> ticked;
};
Said said_in(const http::Request& request);

// One thing to choose, and the address that says it.
struct TalkOption {
  std::string label, path;
};
const http::Shape<TalkOption>& shape_of(const TalkOption*);

// What was asked and said before, and the address that takes it back.
struct TalkTurn {
  std::string question, answer, change_path;
};
const http::Shape<TalkTurn>& shape_of(const TalkTurn*);

// A case to tick; `field` is its name in the address.
struct TalkCase {
  std::string label, field;
};
const http::Shape<TalkCase>& shape_of(const TalkCase*);

// A part of the answer: sentences of the catalogue or computed from it, and where they stand.
struct TalkSection {
  std::string kind;  // "guidance", "papers", "money", "time", "place"
  std::string title;
  std::vector<std::string> lines;
  std::string source, source_path;
};
const http::Shape<TalkSection>& shape_of(const TalkSection*);

struct Talk {
  std::string step;      // name_of(TalkStep)
  std::string question;  // what the assistant asks or says now
  std::string hint;      // beside it; may be empty
  std::vector<TalkTurn> turns;
  std::vector<TalkOption> options;
  std::vector<TalkCase> cases;  // step "cases": sent back with the address of `continue_path`
  std::string continue_path;
  std::string code, name;           // of the procedure once it is chosen
  std::vector<TalkSection> answer;  // before step "answer": what holds for what was said so far
};
const http::Shape<Talk>& shape_of(const Talk*);

// The conversation so far and its next step. `site_path` is where the addresses lead: the page's or the
// API's.
Talk talk(const Lower& lower, const Said& said, const organisation::Unit* remembered, Language language,
          std::string_view site_path);

}  // namespace motcua::guide
