#include "motcua/import_catalogue.h"

#include <fstream>
#include <set>
#include <sstream>

#include "base/message.h"

namespace motcua::app {

namespace {

std::string number(std::size_t value) { return std::to_string(value); }

// Records named by at least one fault; a fault of the whole file names none.
std::size_t refused_records(const Problems& problems) {
  std::set<std::string> records;
  for (const Problem& problem : problems) {
    for (const char* name : {"record", "procedure"}) {
      const auto found = problem.params.find(name);
      if (found != problem.params.end()) records.insert(found->second);
    }
  }
  return records.size();
}

}  // namespace

Expected<catalogue::ImportReport> import_catalogue(store::Store& store, const std::string& file,
                                                   const Clock& clock) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  if (in) text << in.rdbuf();
  if (!in || in.bad() || text.fail()) return refuse("catalogue.file_unreadable", "", {{"file", file}});
  return catalogue::import_records(store, text.str(), local_date(clock.now()), clock.now());
}

std::string import_report_text(const catalogue::ImportReport& report, Language language) {
  std::string text = message(language, "catalogue.import.summary",
                             {{"records", std::to_string(report.records)},
                              {"fresh", std::to_string(report.fresh)},
                              {"changed", std::to_string(report.changed)},
                              {"same", std::to_string(report.same)}}) +
                     "\n";
  if (report.beside_curated > 0) {
    text += message(language, "catalogue.import.beside_curated",
                    {{"beside_curated", std::to_string(report.beside_curated)}}) +
            "\n";
  }
  if (report.need_person > 0) {
    text += message(language, "catalogue.import.need_person",
                    {{"need_person", std::to_string(report.need_person)},
                     {"facts", std::to_string(report.facts_for_person)}}) +
            "\n";
  }
  return text;
}

json::value import_report_json(const catalogue::ImportReport& report) {
  json::array codes;
  for (const std::string& code : report.changed_codes) codes.emplace_back(code);
  return json::object{{"records", report.records},
                      {"new", report.fresh},
                      {"changed", report.changed},
                      {"same", report.same},
                      {"beside_curated", report.beside_curated},
                      {"needs_person", report.need_person},
                      {"facts_for_person", report.facts_for_person},
                      {"refused", 0},
                      {"changed_codes", std::move(codes)}};
}

std::string import_refusal_text(const Problems& problems, Language language) {
  std::string text =
      message(language, "catalogue.import.refused",
              {{"faults", number(problems.size())}, {"refused", number(refused_records(problems))}}) +
      "\n";
  for (const Problem& problem : problems) text += "  " + problem_message(language, problem) + "\n";
  return text;
}

json::value import_refusal_json(const Problems& problems, Language language) {
  json::array list;
  for (const Problem& problem : problems) {
    list.push_back(json::object{
        {"code", problem.code}, {"field", problem.field}, {"message", problem_message(language, problem)}});
  }
  return json::object{{"records", 0},
                      {"refused", static_cast<std::int64_t>(refused_records(problems))},
                      {"problems", std::move(list)}};
}

}  // namespace motcua::app
