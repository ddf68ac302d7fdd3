#include "guide/talk_answer.h"

#include "base/text.h"
#include "guide/cases.h"
#include "guide/opening.h"
#include "guide/paths.h"
#include "guide/procedure_page.h"
#include "guide/promise_view.h"
#include "guide/served.h"

namespace motcua::guide {
namespace {

using catalogue::Channel;
using catalogue::ProcedureVersion;

const catalogue::ChannelTerms* usual_terms(const ProcedureVersion& procedure) {
  const auto* terms = procedure.terms(Channel::counter);
  return terms == nullptr && !procedure.channels.empty() ? &procedure.channels.front() : terms;
}

std::string paper_line(const catalogue::Paper& paper, Language language) {
  std::string counts;
  const auto add = [&](int count, std::string_view id) {
    if (count > 0)
      counts += (counts.empty() ? "" : ", ") + message(language, id, {{"count", std::to_string(count)}});
  };
  if (paper.kind != catalogue::PaperKind::show) {
    add(paper.originals, "guide.originals");
    add(paper.certified_copies, "guide.certified");
    add(paper.photocopies, "guide.photocopies");
  } else if (paper.name.vi.find("chỉ đưa ra xem") == std::string::npos) {
    return paper.name.in(language) + ". " + message(language, "guide.shown_only");
  }
  return counts.empty() ? paper.name.in(language) : paper.name.in(language) + ": " + counts;
}

std::vector<std::string> paper_lines(const ProcedureVersion& procedure,
                                     const std::map<std::string, std::string>& ticked, Language language) {
  std::vector<std::string> lines;
  for (const auto* paper : papers_for(language, procedure, ticked).needed)
    lines.push_back(paper_line(*paper, language));
  if (lines.empty()) {
    const bool none = procedure.source == catalogue::Source::curated;
    lines.push_back(message(language, none ? "guide.papers_title_none" : "guide.papers_unknown"));
  }
  return lines;
}

std::vector<std::string> money_lines(const ProcedureVersion& procedure, Language language) {
  std::vector<std::string> lines;
  if (const auto* terms = usual_terms(procedure)) {
    for (const auto& fee : terms->fees) {
      lines.push_back(catalogue::fee_in_words(fee, language));
      if (!fee.text.vi.empty()) lines.push_back(fee.text.in(language));
    }
  }
  if (lines.empty()) lines.push_back(message(language, "guide.fee_unknown"));
  return lines;
}

std::vector<std::string> guidance_lines(const ProcedureVersion& procedure, Language language) {
  std::vector<std::string> lines;
  for (auto& line : split(procedure.guidance.in(language), '\n')) {
    if (!line.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> place_lines(const Lower& lower, const ProcedureVersion& procedure,
                                     const organisation::Unit* commune, Language language) {
  if (served_at(procedure) != ServedAt::centre) return {place_text(language, procedure)};
  if (commune != nullptr) return office_lines(lower, *commune, language);
  const auto hours = hours_text(language, lower.timetables.usual().hours());
  return {place_text(language, procedure), hours.days + ", " + hours.hours};
}

}  // namespace

bool handled_in_communes(const ProcedureVersion& procedure) {
  return served_at(procedure) != ServedAt::elsewhere;
}

std::vector<std::string> office_lines(const Lower& lower, const organisation::Unit& commune,
                                      Language language) {
  const auto& timetable = lower.timetables.of(commune.code);
  const auto* centre = lower.organisation.centre_of(commune.code);
  const auto& office = centre == nullptr ? commune : *centre;
  const auto hours = hours_text(language, timetable.hours());
  const auto opening = opening_at(language, lower.clock.now(), timetable);
  std::vector<std::string> lines{office.name.in(language)};
  if (const auto& seat = office.seat.empty() ? commune.seat : office.seat; !seat.empty())
    lines.push_back(seat);
  lines.push_back(hours.days + ", " + hours.hours);
  lines.push_back(opening.until.empty() ? opening.state : opening.state + ", " + opening.until);
  if (auto holiday = next_holiday(language, lower.clock.now(), timetable); !holiday.empty())
    lines.push_back(std::move(holiday));
  return lines;
}

std::vector<TalkSection> answer_sections(const Lower& lower, const ProcedureVersion& procedure,
                                         const organisation::Unit* commune,
                                         const std::map<std::string, std::string>& ticked,
                                         Language language) {
  const auto& timetable = commune == nullptr ? lower.timetables.usual() : lower.timetables.of(commune->code);
  const ProcedureAsked asked{.language = language,
                             .now = lower.clock.now(),
                             .timetable = timetable,
                             .organisation = lower.organisation,
                             .commune = commune,
                             .ticked = ticked,
                             .base_url = {}};
  const auto promise = promise_text(procedure, asked);
  const auto source =
      message(language, procedure.decision.empty() ? "guide.talk.source_plain" : "guide.talk.source",
              {{"code", procedure.code}, {"decision", procedure.decision}});
  const auto path = procedure_path(procedure.code);
  std::vector<TalkSection> sections;
  const auto add = [&](const char* kind, std::string title, std::vector<std::string> lines) {
    if (!lines.empty()) sections.push_back({kind, std::move(title), std::move(lines), source, path});
  };
  std::vector<std::string> when{promise.when};
  if (!promise.note.empty()) when.push_back(promise.note);
  add("time", promise.label, std::move(when));
  add("money", message(language, "guide.money"), money_lines(procedure, language));
  add("place", message(language, "guide.place"), place_lines(lower, procedure, commune, language));
  if (commune != nullptr && served_at(procedure) == ServedAt::centre) {
    // Seat and hours are not the procedure's.
    sections.back().source =
        message(language, "guide.talk.source_commune", {{"name", commune->name.in(language)}});
    sections.back().source_path = commune_path(commune->code);
  }
  add("papers", message(language, "guide.talk.bring"), paper_lines(procedure, ticked, language));
  add("guidance", message(language, "guide.talk.how"), guidance_lines(procedure, language));
  return sections;
}

}  // namespace motcua::guide
