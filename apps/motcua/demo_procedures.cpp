#include "motcua/demo_procedures.h"

#include "base/check.h"
#include "base/resource.h"
#include "base/table.h"
#include "base/text.h"

namespace motcua::app {
namespace {

using catalogue::Channel;
using catalogue::ProcedureVersion;

Table department_procedures() { return read_tsv(resource("demo/department_procedures.tsv")); }

int weight_of(const Table& table, std::size_t row) {
  const auto weight = parse_integer(table.at(row, "weight"));
  CHECK(weight && *weight > 0);
  return static_cast<int>(*weight);
}

catalogue::ChannelTerms terms(Channel channel, const std::string& limit) {
  catalogue::ChannelTerms terms;
  terms.channel = channel;
  terms.limit = calendar::parse_limit(limit).value();
  terms.fees.push_back({{}, 0, {}, {}});
  terms.note.vi = "Số liệu mô phỏng: lệ phí và thành phần hồ sơ không phải quy định thật.";
  terms.note.en = "Demonstration values: fees and papers are not those of the law.";
  return terms;
}

ProcedureVersion version_of(const Table& table, std::size_t row) {
  ProcedureVersion version;
  version.code = table.at(row, "code");
  version.name.vi = table.at(row, "name");
  version.sector.vi = table.at(row, "sector");
  version.handled_by = "so_nganh";
  version.channels = {terms(Channel::counter, table.at(row, "limit")),
                      terms(Channel::online, table.at(row, "online_limit")),
                      terms(Channel::post, table.at(row, "limit"))};
  catalogue::Paper form;
  form.id = "don-de-nghi";
  form.name = {"Đơn đề nghị theo mẫu", "Application form"};
  form.originals = 1;
  version.papers = {form};
  version.result_name = {"Văn bản giải quyết", "Decision"};
  version.steps = catalogue::default_steps();
  version.demo_values = true;
  return version;
}

}  // namespace

void publish_department_procedures(Program::Parts& parts) {
  const Table table = department_procedures();
  std::vector<ProcedureVersion> versions;
  for (std::size_t row = 0; row < table.rows.size(); ++row) versions.push_back(version_of(table, row));
  const Instant now = parts.installation.clock.now();
  const auto report = parts.store->write([&](store::Writer& writer) {
    return catalogue::publish(writer, versions, catalogue::Source::imported, local_date(now), now);
  });
  CHECK(report.has_value());
  parts.shelf.replace(catalogue::load_catalogue(*parts.store));
}

DemoDemand demo_demand(const Program::Parts& parts, LocalDate day) {
  DemoDemand demand;
  const auto catalogue = parts.shelf.current();
  const auto add = [&](const Table& table, std::size_t row, const std::string& by) {
    const auto version = catalogue->find(table.at(row, "code"), day);
    CHECK(version != nullptr);
    for (int i = weight_of(table, row); i > 0; --i) demand[by].push_back(version);
  };
  const Table communes = read_tsv(resource("demo/commune_procedures.tsv")),
              departments = department_procedures();
  for (std::size_t row = 0; row < communes.rows.size(); ++row) add(communes, row, "");
  for (std::size_t row = 0; row < departments.rows.size(); ++row)
    add(departments, row, departments.at(row, "department"));
  return demand;
}

Weights demo_departments() {
  Weights weights;
  const Table table = department_procedures();
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto& code = table.at(row, "department");
    if (weights.empty() || weights.back().first != code) weights.emplace_back(code, 0);
    weights.back().second += weight_of(table, row);
  }
  return weights;
}

}  // namespace motcua::app
