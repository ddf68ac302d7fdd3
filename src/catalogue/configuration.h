#pragma once
#include <string>
#include <vector>

#include "base/expected.h"
#include "catalogue/completeness.h"
#include "catalogue/snapshot.h"
#include "http/shape.h"

namespace motcua::catalogue {

// The configuration report: how many procedures are configured, published and online, and what each still
// lacks.

struct MissingPart {
  std::string part, text;  // "limit", "Thời hạn cho từng cách nộp"
};
const http::Shape<MissingPart>& shape_of(const MissingPart*);

// Facts of one procedure that wait for a person for the same reason.
struct WaitingFacts {
  std::string why, text;  // "fee_set_by_province" and its sentence
  std::string said;       // what the source says about the first of them
  int facts = 0;
};
const http::Shape<WaitingFacts>& shape_of(const WaitingFacts*);

struct ConfigurationRow {
  std::string code, name, sector, source;
  bool configured = false, published = false, online = false;
  int percent = 0;
  std::vector<MissingPart> missing;
  std::vector<WaitingFacts> waiting;  // behind the part "confirmed"
};
const http::Shape<ConfigurationRow>& shape_of(const ConfigurationRow*);

struct PartCount {
  std::string part, text;
  int procedures = 0;  // that lack it
};
const http::Shape<PartCount>& shape_of(const PartCount*);

struct ConfigurationReport {
  std::string day;  // on which these versions are in force
  int procedures = 0, configured = 0, published = 0, online = 0, complete = 0;
  int percent = 0;  // complete of procedures, rounded down: 100 only when nothing is missing anywhere
  int curated = 0, curated_complete = 0;
  std::vector<PartCount> parts;  // every part, in the order of all_parts
  int found = 0;                 // rows that fit the question, of which `rows` may be one page
  std::vector<ConfigurationRow> rows;
};
const http::Shape<ConfigurationReport>& shape_of(const ConfigurationReport*);

// Over what is in force on `date`; an empty catalogue is 0 per cent. Rows: the least complete first, then by
// code.
ConfigurationReport configuration_report(const Catalogue& catalogue, LocalDate date, Language language);

// Keeps the rows that lack `part` or, for "any", lack something, or for "configured", "published" and
// "online", are not; "" keeps all. Then the page of at most `page` rows after the first `from`.
// catalogue.part_unknown.
Expected<ConfigurationReport> page_of(ConfigurationReport report, std::string_view part, std::size_t from,
                                      std::size_t page);

}  // namespace motcua::catalogue
