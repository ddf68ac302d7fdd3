#include "catalogue/store.h"

#include <map>

#include "base/crypto.h"
#include "catalogue/record.h"
#include "catalogue/sql.h"
#include "catalogue/version_json.h"

namespace motcua::catalogue {

namespace {

struct OpenVersion {
  std::int64_t number = 0;
  LocalDate valid_from{};
  Bytes checksum;
};
using OpenVersions = std::map<std::pair<std::string, Source>, OpenVersion>;

LocalDate stored_date(const std::string& text) {
  const auto date = parse_date(text);
  CHECK(date.has_value());
  return *date;
}

Source stored_source(const std::string& text) {
  const auto source = source_of(text);
  CHECK(source.has_value());
  return *source;
}

OpenVersions open_versions(store::Reader& reader) {
  OpenVersions open;
  for (const store::Row& row : reader.run(sql::open_versions)) {
    open[{row.text(0), stored_source(row.text(2))}] = {row.integer(1), stored_date(row.text(3)),
                                                       row.bytes(4)};
  }
  return open;
}

void insert(store::Writer& writer, const ProcedureVersion& version, Source source, LocalDate from,
            Instant now, const std::string& body, const Digest& checksum) {
  const auto number = writer.one(sql::take_number, {version.code});
  CHECK(number.has_value());
  writer.execute(sql::insert_version,
                 {version.code, number->integer(0), name_of(source), format_iso(from), checksum, body, now});
}

Problems too_early(const std::vector<ProcedureVersion>& versions, Source source, LocalDate from,
                   const OpenVersions& open, const std::vector<Digest>& checksums) {
  Problems problems;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const auto found = open.find({versions[i].code, source});
    if (found == open.end() || from >= found->second.valid_from) continue;
    if (std::equal(checksums[i].begin(), checksums[i].end(), found->second.checksum.begin())) continue;
    problems.push_back({"catalogue.import_too_early",
                        "",
                        {{"procedure", versions[i].code},
                         {"from", format_iso(from)},
                         {"valid_from", format_iso(found->second.valid_from)}}});
  }
  return problems;
}

}  // namespace

Expected<ImportReport> publish(store::Writer& writer, const std::vector<ProcedureVersion>& versions,
                               Source source, LocalDate from, Instant now) {
  const OpenVersions open = open_versions(writer);
  std::vector<std::string> bodies;
  std::vector<Digest> checksums;
  for (const ProcedureVersion& version : versions) {
    bodies.push_back(to_body(version));
    checksums.push_back(sha256(as_bytes(bodies.back())));
  }
  Problems problems = too_early(versions, source, from, open, checksums);
  if (!problems.empty()) return refuse(std::move(problems));

  ImportReport report;
  report.records = static_cast<int>(versions.size());
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const ProcedureVersion& version = versions[i];
    report.need_person += version.needs_person.empty() ? 0 : 1;
    report.facts_for_person += static_cast<int>(version.needs_person.size());
    if (source == Source::imported && open.contains({version.code, Source::curated})) ++report.beside_curated;
    const auto before = open.find({version.code, source});
    if (before == open.end()) {
      const bool dated = source == Source::curated && version.valid_from != LocalDate{};
      insert(writer, version, source, dated ? version.valid_from : from, now, bodies[i], checksums[i]);
      ++report.fresh;
    } else if (std::equal(checksums[i].begin(), checksums[i].end(), before->second.checksum.begin())) {
      ++report.same;
    } else {
      writer.execute(sql::close_version, {version.code, before->second.number, format_iso(from)});
      insert(writer, version, source, from, now, bodies[i], checksums[i]);
      ++report.changed;
      report.changed_codes.push_back(version.code);
    }
  }
  return report;
}

Expected<ImportReport> import_records(store::Store& store, std::string_view file, LocalDate from,
                                      Instant now) {
  const auto versions = read_records(file);
  if (!versions) return refuse(versions.error());
  return store.write(
      [&](store::Writer& writer) { return publish(writer, *versions, Source::imported, from, now); });
}

ImportReport publish_shipped(store::Store& store, LocalDate today, Instant now) {
  const std::vector<ProcedureVersion> versions = shipped_versions();
  auto report = store.write(
      [&](store::Writer& writer) { return publish(writer, versions, Source::curated, today, now); });
  // Only a clock set before the day of the last publication leads here.
  if (!report)
    throw store::StoreFailed("the catalogue holds versions from a later day than today: set the clock right");
  return std::move(*report);
}

std::shared_ptr<const Catalogue> load_catalogue(store::Store& store,
                                                std::shared_ptr<const PeopleWords> people) {
  std::vector<ProcedureVersion> versions;
  store.read([&](store::Reader& reader) {
    versions.clear();
    for (const store::Row& row : reader.run(sql::all_versions)) {
      auto version = from_body(row.text(5));
      CHECK(version.has_value());
      version->number = static_cast<int>(row.integer(1));
      version->source = stored_source(row.text(2));
      version->valid_from = stored_date(row.text(3));
      if (!row.is_null(4)) version->valid_to = stored_date(row.text(4));
      versions.push_back(std::move(*version));
    }
  });
  return std::make_shared<const Catalogue>(std::move(versions), std::move(people));
}

Mark mark_of(store::Store& store) {
  return store.read([](store::Reader& reader) {
    const auto row = reader.one(sql::state_of_versions);
    return Mark{row->integer(0), row->integer(1), row->integer(2)};
  });
}

}  // namespace motcua::catalogue
