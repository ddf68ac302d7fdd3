#include "catalogue/completeness.h"

#include <algorithm>

namespace motcua::catalogue {

namespace {

constexpr std::array<std::string_view, all_parts.size()> names{
    "name",   "guidance", "handled_by", "channels", "limit",     "fee",
    "papers", "result",   "legal",      "steps",    "confirmed", "real_values"};

bool both(const LanguageMap& text) { return !text.vi.empty() && !text.en.empty(); }

bool priced(const ChannelTerms& terms) {
  return !terms.fees.empty() && std::all_of(terms.fees.begin(), terms.fees.end(),
                                            [](const Fee& fee) { return fee.amount_vnd.has_value(); });
}

bool described(const Paper& paper) {
  return !paper.name.vi.empty() && (!paper.when || !paper.when->vi.empty()) &&
         paper.originals + paper.certified_copies + paper.photocopies > 0;
}

bool whole_chain(const ProcedureVersion& version) {
  int shares = 0;
  for (const Step& step : version.steps) shares += step.share_percent;
  return shares == 100;
}

// A channel that is not there cannot lack a limit or a fee; that there is none is a part of its own.
bool there(const ProcedureVersion& version, Part part) {
  const auto& channels = version.channels;
  switch (part) {
    case Part::name:
      return both(version.name);
    case Part::guidance:
      return both(version.guidance);
    case Part::handled_by:
      return !version.handled_by.empty();
    case Part::channels:
      return !channels.empty();
    case Part::limit:
      return std::all_of(channels.begin(), channels.end(),
                         [](const ChannelTerms& terms) { return terms.limit.has_value(); });
    case Part::fee:
      return std::all_of(channels.begin(), channels.end(), priced);
    case Part::papers:
      return !version.papers.empty() && std::all_of(version.papers.begin(), version.papers.end(), described);
    case Part::result:
      return both(version.result_name);
    case Part::legal:
      return !version.legal.empty();
    case Part::steps:
      return whole_chain(version);
    case Part::confirmed:
      return version.needs_person.empty();
    case Part::real_values:
      return !version.demo_values;
  }
  CHECK(false);
}

}  // namespace

std::string_view name_of(Part part) { return names.at(static_cast<std::size_t>(part)); }

std::optional<Part> part_of(std::string_view name) {
  for (const Part part : all_parts) {
    if (name_of(part) == name) return part;
  }
  return std::nullopt;
}

Completeness completeness_of(const ProcedureVersion& version) {
  Completeness found;
  for (const Part part : all_parts) {
    if (!there(version, part)) found.missing.push_back(part);
  }
  const auto has = [&](std::initializer_list<Part> parts) {
    return std::all_of(parts.begin(), parts.end(), [&](Part part) {
      return std::find(found.missing.begin(), found.missing.end(), part) == found.missing.end();
    });
  };
  found.configured =
      has({Part::handled_by, Part::channels, Part::limit, Part::fee, Part::papers, Part::steps});
  found.published = has({Part::name, Part::guidance, Part::papers, Part::result, Part::legal});
  const ChannelTerms* online = version.terms(Channel::online);
  found.online = online != nullptr && online->limit && priced(*online);
  found.percent = static_cast<int>((all_parts.size() - found.missing.size()) * 100 / all_parts.size());
  return found;
}

}  // namespace motcua::catalogue
