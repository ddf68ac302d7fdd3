#include "guide/assistant.h"

#include "base/text.h"
#include "guide/cases.h"
#include "guide/paths.h"
#include "guide/procedure_page.h"
#include "guide/talk_answer.h"

namespace motcua::guide {
namespace {

using catalogue::ProcedureVersion;

constexpr std::size_t most_choices = 6;
constexpr std::size_t longest_said = 200;  // characters
constexpr double clearly_first = 0.07;     // so much better than the second, nobody is asked which

// The address of a conversation in which this was said.
std::string path_of(std::string_view site_path, const Said& said) {
  std::string path(site_path);
  char join = '?';
  const auto add = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    path += join;
    path += std::string(name) + "=" + http::encode_segment(value);
    join = '&';
  };
  add("q", said.question);
  add("viec", said.code);
  add("cho", said.whose);
  add("xa", said.commune);
  if (said.cases_said) add("chon", "1");
  for (const auto& [field, value] : said.ticked) add(field, value);
  return path;
}

bool is_commune(const organisation::Unit* unit) {
  return unit != nullptr && !unit->former() &&
         (unit->kind == organisation::UnitKind::commune || unit->kind == organisation::UnitKind::ward);
}

// A case that only says that somebody acts for the applicant.
bool acts_for_another(const std::string& when) {
  const std::string key = " " + search_key(when) + " ";
  for (const auto* words :
       {" uy quyen ", " nguoi khac di thay ", " di thay ", " lam thay ", " nop thay ", " nho nguoi "})
    if (key.find(words) != std::string::npos) return true;
  return false;
}

// Everything the steps need to know.
struct Desk {
  const Lower& lower;
  const Said& said;
  Desk(const Lower& below, const Said& so_far) : lower(below), said(so_far) {}

  const organisation::Unit* commune = nullptr;
  Language language = Language::vi;
  std::string_view site_path;
  catalogue::VersionRef procedure;
  catalogue::Catalogue::Answer found;
  std::vector<Case> whose_cases, other_cases;

  std::string path(const Said& instead) const { return path_of(site_path, instead); }
  std::string say(std::string_view id, const Params& params = {}) const {
    return message(language, id, params);
  }
};

void add_turn(Talk& talk, std::string question, std::string answer, std::string change_path) {
  talk.turns.push_back({std::move(question), std::move(answer), std::move(change_path)});
}

void ask_what(const Desk& desk, Talk& talk) {
  talk.question = desk.say("guide.ask");
  talk.hint = desk.say("guide.talk.what_hint");
}

void say_nothing_fits(const Desk& desk, Talk& talk) {
  talk.question = desk.say("guide.talk.nothing");
  talk.hint = desk.say("guide.talk.person");
  if (desk.commune != nullptr) {
    for (auto& line : office_lines(desk.lower, *desk.commune, desk.language)) talk.hint += " " + line;
  }
}

void ask_which(const Desk& desk, Talk& talk) {
  const auto choose = [&](const std::string& label, const std::string& code) {
    Said instead = desk.said;
    instead.code = code;
    talk.options.push_back({label, desk.path(instead)});
  };
  if (desk.found.ask_back) {
    talk.question = desk.found.ask_back->question.in(desk.language);
    for (const auto& option : desk.found.ask_back->options)
      choose(option.label.in(desk.language), option.codes.front());
  } else {
    talk.question = desk.say("guide.which_one");
    for (const auto& match : desk.found.matches) {
      if (talk.options.size() == most_choices) break;
      choose(spoken_name(desk.language, *match.version), match.version->code);
    }
  }
  talk.hint = desk.say("guide.talk.none_of_these");
}

void ask_whose(const Desk& desk, Talk& talk) {
  talk.question = desk.say("guide.talk.whose");
  for (const auto* whose : {"toi", "thay"}) {
    Said instead = desk.said;
    instead.whose = whose;
    talk.options.push_back({desk.say(std::string("guide.talk.whose.") + whose), desk.path(instead)});
  }
}

void ask_where(const Desk& desk, Talk& talk) {
  talk.question = desk.say("guide.choose_title");
  talk.hint = desk.say("guide.talk.where_hint");
  Said instead = desk.said;
  instead.commune = "-";
  talk.options.push_back({desk.say("guide.talk.anywhere"), desk.path(instead)});
  for (const auto* unit : desk.lower.organisation.communes()) {
    instead.commune = unit->code;
    talk.options.push_back({unit->name.in(desk.language), desk.path(instead)});
  }
}

void ask_cases(const Desk& desk, Talk& talk) {
  talk.question = desk.say("guide.talk.cases");
  talk.hint = desk.say("guide.case_hint");
  for (const auto& each : desk.other_cases) talk.cases.push_back({each.name, each.field});
  Said instead = desk.said;
  instead.cases_said = true;
  talk.continue_path = desk.path(instead);
}

// What was said stays in sight, each with the way back to it.
void add_turns(const Desk& desk, Talk& talk) {
  const Said& said = desk.said;
  if (!said.question.empty()) add_turn(talk, desk.say("guide.ask"), said.question, desk.path({}));
  if (desk.procedure == nullptr) return;
  Said without;
  without.question = said.question;
  add_turn(talk, desk.say("guide.talk.procedure"), spoken_name(desk.language, *desk.procedure),
           said.code.empty() ? search_path(said.question) : desk.path(without));
  without.code = said.code;
  if (!desk.whose_cases.empty() && !said.whose.empty()) {
    add_turn(talk, desk.say("guide.talk.whose"), desk.say("guide.talk.whose." + said.whose),
             desk.path(without));
  }
  without.whose = said.whose;
  if (desk.commune != nullptr || said.commune == "-") {
    const bool remembered = said.commune.empty() && desk.site_path == assistant_path();
    auto change = remembered ? choose_commune_path(desk.path(without)) : desk.path(without);
    add_turn(talk, desk.say("guide.choose_title"),
             desk.commune != nullptr ? desk.commune->name.in(desk.language) : desk.say("guide.talk.anywhere"),
             std::move(change));
  }
  without.commune = said.commune;
  if (!said.cases_said || desk.other_cases.empty()) return;
  std::string chosen;
  for (const auto& each : desk.other_cases) {
    if (each.chosen) chosen += (chosen.empty() ? "" : "; ") + each.name;
  }
  add_turn(talk, desk.say("guide.talk.cases"), chosen.empty() ? desk.say("guide.talk.no_case") : chosen,
           desk.path(without));
}

// What people say leads to several procedures, and its table says which of them is mostly meant.
bool same_saying(const catalogue::Catalogue::Match& first, const catalogue::Catalogue::Match& second) {
  return first.why == catalogue::Why::said && second.why == catalogue::Why::said &&
         first.words == second.words;
}

void choose_procedure(Desk& desk) {
  const auto catalogue = desk.lower.shelf.current();
  const auto today = local_date(desk.lower.clock.now(), desk.lower.organisation.province().offset);
  if (!desk.said.code.empty()) desk.procedure = catalogue->find(desk.said.code, today);
  if (desk.procedure != nullptr || desk.said.question.empty()) return;
  desk.found = catalogue->ask(desk.said.question, today, most_choices);
  const auto& matches = desk.found.matches;
  if (desk.found.ask_back || matches.empty()) return;
  if (matches.size() == 1 || matches[0].score - matches[1].score >= clearly_first ||
      same_saying(matches[0], matches[1]))
    desk.procedure = matches[0].version;
}

void sort_cases(Desk& desk, Said& said) {
  if (desk.procedure == nullptr) return;
  for (const auto& each : papers_for(desk.language, *desk.procedure, said.ticked).cases) {
    if (!acts_for_another(each.name)) {
      desk.other_cases.push_back(each);
      continue;
    }
    desk.whose_cases.push_back(each);
    said.ticked.erase(each.field);
    if (said.whose == "thay") said.ticked[each.field] = "1";
  }
}

}  // namespace

Said said_in(const http::Request& request) {
  Said said;
  const auto words = tidy(request.query_value("q"));
  if (length_in_characters(words) <= longest_said) {
    said.question = words;
  } else {
    // The beginning of a long story usually says the matter.
    std::size_t end = longest_said;
    while ((static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;
    said.question = words.substr(0, end);
  }
  if (const auto code = catalogue::parse_code(request.query_value("viec"))) said.code = *code;
  const auto whose = request.query_value("cho");
  if (whose == "toi" || whose == "thay") said.whose = whose;
  said.commune = request.query_value("xa").substr(0, 12);
  said.cases_said = request.query.contains("chon");
  for (const auto& [name, value] : request.query) {
    const bool box =
        name.starts_with("th") && name.size() <= 4 && parse_integer(std::string_view(name).substr(2));
    if (box && !value.empty()) said.ticked[name] = "1";
  }
  return said;
}

Talk talk(const Lower& lower, const Said& from, const organisation::Unit* remembered, Language language,
          std::string_view site_path) {
  Said said = from;
  const auto* named = lower.organisation.find(said.commune);
  if (said.commune != "-" && !is_commune(named)) said.commune.clear();
  Desk desk{lower, said};
  desk.commune = said.commune.empty() ? remembered : said.commune == "-" ? nullptr : named;
  desk.language = language;
  desk.site_path = site_path;
  choose_procedure(desk);
  sort_cases(desk, said);
  const bool of_commune = desk.procedure != nullptr && handled_in_communes(*desk.procedure);
  const auto step = next_step({.asked = !said.question.empty(),
                               .found = !desk.found.matches.empty() || desk.found.ask_back.has_value(),
                               .chosen = desk.procedure != nullptr,
                               .whose_matters = !desk.whose_cases.empty(),
                               .whose_said = !said.whose.empty(),
                               .place_matters = of_commune,
                               .place_said = desk.commune != nullptr || said.commune == "-",
                               .cases_matter = !desk.other_cases.empty(),
                               .cases_said = said.cases_said});
  Talk talk;
  talk.step = name_of(step);
  if (desk.procedure != nullptr) {
    talk.code = desk.procedure->code;
    talk.name = spoken_name(language, *desk.procedure);
    said.code = desk.procedure->code;
  }
  add_turns(desk, talk);
  // Also before everything is said: who has no time for questions reads what holds for all.
  if (desk.procedure != nullptr)
    talk.answer = answer_sections(lower, *desk.procedure, desk.commune, said.ticked, language);
  switch (step) {
    case TalkStep::what:
      ask_what(desk, talk);
      break;
    case TalkStep::nothing:
      say_nothing_fits(desk, talk);
      break;
    case TalkStep::which:
      ask_which(desk, talk);
      break;
    case TalkStep::whose:
      ask_whose(desk, talk);
      break;
    case TalkStep::where:
      ask_where(desk, talk);
      break;
    case TalkStep::cases:
      ask_cases(desk, talk);
      break;
    case TalkStep::answer:
      talk.question = desk.say("guide.talk.answer");
      break;
  }
  return talk;
}

}  // namespace motcua::guide
