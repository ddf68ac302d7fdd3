#include "catalogue/record.h"

#include <algorithm>
#include <map>

#include "base/crypto.h"
#include "base/json.h"
#include "base/text.h"
#include "catalogue/channel_text.h"
#include "catalogue/fee_text.h"
#include "catalogue/limit_text.h"
#include "catalogue/paper_counts.h"
#include "catalogue/record_fields.h"

namespace motcua::catalogue {

namespace {

// One row of "methods", read as far as it can be.
struct Method {
  LimitText limit;
  std::string limit_text;
  FeeText fee;
};

std::string tidy_line(std::string text) { return valid_utf8(text) ? tidy(text) : std::string(); }

void append_distinct(std::string& text, const std::string& part) {
  if (part.empty() || text == part || text.find(part + "; ") == 0 || text.ends_with("; " + part)) return;
  text += (text.empty() ? "" : "; ") + part;
}

// Whether the words behind the fee name another time, or a fixed day, than the time column.
bool note_differs(const Method& row, const calendar::Limit& limit) {
  for (const std::string* text : {&row.fee.note, &row.fee.fee.text.vi}) {
    if (valid_utf8(*text) && search_key(*text).find("truoc ngay") != std::string::npos) return true;
    for (const calendar::Limit& mentioned : limits_mentioned(*text)) {
      if (mentioned != limit) return true;
    }
  }
  return false;
}

// Several rows for one channel are several cases. They make one promise only when they all name the same
// limit.
void settle_limit(const std::vector<Method>& rows, ChannelTerms& terms, const std::string& at,
                  std::vector<NeedsPerson>& needs_person) {
  std::string why;
  for (const Method& row : rows) {
    append_distinct(terms.limit_text, row.limit_text);
    if (why.empty()) why = row.limit.why;
    if (row.limit.limit != rows.front().limit.limit) why = "limit_differs_by_case";
  }
  for (const Method& row : rows) {
    if (why.empty() && note_differs(row, *rows.front().limit.limit)) why = "limit_note_differs";
  }
  if (why.empty()) terms.limit = rows.front().limit.limit;
  if (!why.empty()) needs_person.push_back({at + "/limit", terms.limit_text, why});
}

void settle_fees(const std::vector<Method>& rows, ChannelTerms& terms, const std::string& at,
                 std::vector<NeedsPerson>& needs_person) {
  for (const Method& row : rows) {
    append_distinct(terms.note.vi, row.fee.note);
    if (std::find(terms.fees.begin(), terms.fees.end(), row.fee.fee) != terms.fees.end()) continue;
    const std::string field = fmt::format("{}/fees/{}", at, terms.fees.size());
    terms.fees.push_back(row.fee.fee);
    if (!row.fee.why.empty()) needs_person.push_back({field, row.fee.fee.text.vi, row.fee.why});
  }
  if (terms.fees.size() > 1) {
    needs_person.push_back({at + "/fees", fmt::format("{}", terms.fees.size()), "fee_differs_by_case"});
  }
}

void read_methods(RecordFields& fields, ProcedureVersion& version) {
  std::map<Channel, std::vector<Method>> rows;
  const json::array& methods = fields.list("methods");
  for (std::size_t i = 0; i < methods.size(); ++i) {
    const json::object* object = fields.item(methods, "methods", i);
    if (!object) continue;
    RecordFields row = fields.inside(*object, "methods", i);
    const std::string channel_text = row.text("channel", true);
    const std::string time = tidy_line(row.text("time"));
    const std::string fee = row.text("fee_and_note");
    const auto channel = parse_channel_text(channel_text);
    if (channel) rows[*channel].push_back({parse_limit_text(time), time, parse_fee_text(fee)});
    if (!channel) version.needs_person.push_back({"/channels", channel_text, "channel_unknown"});
  }
  for (const auto& [channel, of_channel] : rows) {
    const std::string at = fmt::format("/channels/{}", version.channels.size());
    ChannelTerms terms;
    terms.channel = channel;
    settle_limit(of_channel, terms, at, version.needs_person);
    settle_fees(of_channel, terms, at, version.needs_person);
    version.channels.push_back(std::move(terms));
  }
  if (version.channels.empty()) version.needs_person.push_back({"/channels", "", "channels_missing"});
}

// The same paper keeps its id when rows change places; a reworded paper is another paper.
std::string paper_id(std::string_view group, std::string_view name, const std::vector<Paper>& taken) {
  const Digest digest = sha256(as_bytes(search_key(group) + "|" + search_key(name)));
  const std::string id = "p" + to_hex(digest).substr(0, 10);
  std::size_t same = 0;
  for (const Paper& paper : taken) same += paper.id == id || paper.id.starts_with(id + "-") ? 1 : 0;
  return same == 0 ? id : fmt::format("{}-{}", id, same + 1);
}

// Groups that only say "to be handed in" or "to be shown"; any other group names the case in which papers are
// needed.
bool names_no_case(std::string_view group_key) {
  return group_key.empty() || group_key == "giay to phai nop" || group_key == "giay to phai xuat trinh" ||
         group_key == "thanh phan ho so" || group_key == "ho so";
}

void read_paper_row(RecordFields& row, ProcedureVersion& version) {
  const std::string group = tidy_line(row.text("group"));
  const std::string name = tidy_line(row.text("name", true));
  const long long originals = row.integer("originals");
  const long long copies = row.integer("copies");
  const RowKind kind = kind_of_row(group, name, originals, copies);
  if (kind != RowKind::paper) {
    if (kind == RowKind::doubtful_note) {
      version.needs_person.push_back(
          {fmt::format("/notes/{}", version.notes.size()), name, "paper_without_count"});
    }
    version.notes.push_back({name, {}});
    return;
  }
  const std::string group_key = search_key(group);
  Paper paper;
  paper.id = paper_id(group, name, version.papers);
  paper.name.vi = name;
  paper.kind = group_key.find("xuat trinh") != std::string::npos ? PaperKind::show : PaperKind::submit;
  if (!names_no_case(group_key)) paper.when = LanguageMap{group, {}};
  const PaperCounts counts = read_paper_counts(originals, copies, name);
  paper.originals = counts.originals;
  paper.certified_copies = counts.certified_copies;
  paper.photocopies = counts.photocopies;
  if (!counts.why.empty()) {
    version.needs_person.push_back({fmt::format("/papers/{}/originals", version.papers.size()),
                                    fmt::format("{} / {}", originals, copies), counts.why});
  }
  version.papers.push_back(std::move(paper));
}

void read_papers(RecordFields& fields, ProcedureVersion& version) {
  const json::array& documents = fields.list("documents");
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const json::object* object = fields.item(documents, "documents", i);
    if (!object) continue;
    RecordFields row = fields.inside(*object, "documents", i);
    read_paper_row(row, version);
  }
  if (version.papers.empty()) version.needs_person.push_back({"/papers", "", "papers_missing"});
}

void read_legal(RecordFields& fields, ProcedureVersion& version) {
  const json::array& legal = fields.list("legal");
  for (std::size_t i = 0; i < legal.size(); ++i) {
    const json::string* text = legal[i].if_string();
    if (text) version.legal.push_back(cell_text(*text));
    if (!text) fields.fault("catalogue.field_wrong_type", fmt::format("legal/{}", i), "text");
  }
}

ProcedureVersion read_record(const json::object& object, std::size_t position, Problems& problems) {
  const json::value* named = object.if_contains("code");
  const bool has_name = named && named->is_string() && !named->get_string().empty();
  const std::string record = has_name ? std::string(named->get_string()) : fmt::format("#{}", position + 1);
  RecordFields fields(object, fmt::format("/{}", position), record, problems);
  ProcedureVersion version;
  const std::string code = fields.text("code", true);
  const auto parsed = parse_code(code);
  if (!code.empty() && !parsed) fields.fault("catalogue.code_malformed", "code", "1.001193");
  version.code = parsed.value_or("");
  version.name.vi = tidy_line(fields.text("name", true));
  version.sector.vi = tidy_line(fields.text("sector"));
  version.handled_by = fields.text("handled_by");
  version.audience = tidy_line(fields.text("audience"));
  version.decision = fields.text("decision");
  version.result_name.vi = tidy_line(fields.text("result"));
  version.requirements.vi = fields.text("conditions");
  version.official_steps = fields.text("steps");
  version.source_url = fields.text("source_url");
  version.steps = default_steps();
  read_methods(fields, version);
  read_papers(fields, version);
  read_legal(fields, version);
  return version;
}

}  // namespace

Expected<std::vector<ProcedureVersion>> read_records(std::string_view file) {
  json::error_code error;
  if (!valid_utf8(file)) return refuse("catalogue.file_not_json", "", {{"detail", "UTF-8"}});
  const json::value value = json::parse(file, error);
  if (error) return refuse("catalogue.file_not_json", "", {{"detail", error.message()}});
  const json::array* list = value.if_array();
  if (!list) return refuse("catalogue.file_not_a_list");
  Problems problems;
  std::vector<ProcedureVersion> versions;
  std::map<std::string, std::size_t> seen;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const json::object* object = (*list)[i].if_object();
    if (!object) {
      problems.push_back(
          {"catalogue.record_not_an_object", fmt::format("/{}", i), {{"record", fmt::format("#{}", i + 1)}}});
      continue;
    }
    versions.push_back(read_record(*object, i, problems));
    const std::string& code = versions.back().code;
    const auto [first, fresh] = seen.emplace(code, i);
    if (!fresh && !code.empty()) {
      problems.push_back({"catalogue.code_twice",
                          fmt::format("/{}/code", i),
                          {{"record", code}, {"first", fmt::format("#{}", first->second + 1)}}});
    }
  }
  if (!problems.empty()) return refuse(std::move(problems));
  return versions;
}

}  // namespace motcua::catalogue
