#include <fmt/format.h>

#include "intake/register.h"

namespace motcua::intake {

struct RegisterCount {
  std::int64_t count = 0, most_pdf = 0, most_xlsx = 0;
};

static const http::Shape<RegisterCount>& shape_of(const RegisterCount*) {
  static const auto shape = http::object<RegisterCount>(
      "RegisterCount",
      {http::field("count", &RegisterCount::count),
       http::field("most_pdf", &RegisterCount::most_pdf).means("More do not fit into one PDF."),
       http::field("most_xlsx", &RegisterCount::most_xlsx).means("More do not fit into one workbook.")});
  return shape;
}

namespace {

using http::head;
using http::Method;
using http::Request;
using workflow::Installation;

std::optional<LocalDate> date_asked(const Request& request, const std::string& name, Problems& problems) {
  const std::string text(request.query_value(name));
  const auto date = parse_date(text);
  if (!date) problems.push_back({"intake.register_date_unreadable", "?" + name, {{"text", text}}});
  return date;
}

// Only what receives has a register, and only who may read its dossiers has it.
bool has_register(const Installation& office, const identity::Caller& caller, const std::string& unit) {
  const auto& units = office.organisation;
  return units.find(unit) != nullptr && units.agency_of(unit).code == unit &&
         caller.may_read_dossiers_of(unit);
}

Expected<RegisterAsked> register_asked(const Installation& office, const Request& request) {
  Problems problems;
  RegisterAsked asked;
  asked.unit = request.query_value("unit");
  if (!has_register(office, identity::caller_of(request), asked.unit))
    problems.push_back({"intake.register_unit_unknown", "?unit", {{"unit", asked.unit}}});
  const auto from = date_asked(request, "from", problems);
  const auto to = date_asked(request, "to", problems);
  if (from && to && *from > *to) problems.push_back({"intake.register_reversed", "?from", {}});
  if (to && *to > local_date(office.clock.now(), office.organisation.province().offset))
    problems.push_back({"intake.register_in_future", "?to", {}});
  if (!problems.empty()) return refuse(problems);
  asked.from = *from;
  asked.to = *to;
  return asked;
}

Expected<RegisterCount> count(const Installation& office, const Request& request) {
  const auto asked = register_asked(office, request);
  if (!asked) return refuse(asked.error());
  return office.store.read([&](store::Reader& reader) {
    return RegisterCount{count_received(reader, *asked, office.organisation.province().offset),
                         most_in_register_pdf, most_in_register_xlsx};
  });
}

void log_access(const Installation& office, const Request& request, const RegisterAsked& asked,
                const std::string& format) {
  const Instant now = office.clock.now();
  const std::string why = message(Language::vi, "intake.register.access",
                                  {{"unit", asked.unit},
                                   {"from", format_iso(asked.from)},
                                   {"to", format_iso(asked.to)},
                                   {"format", format}});
  office.store.write([&](store::Writer& writer) {
    identity::record_access(writer, identity::caller_of(request), "dossier.read", asked.unit, std::nullopt,
                            why, now);
  });
}

Expected<http::Response> print_register(const Installation& office, const Request& request) {
  const std::string format(request.query_value("format"));
  const bool workbook = format == "xlsx";
  if (!workbook && format != "pdf") return refuse("intake.register_format_unknown", "?format");
  const auto asked = register_asked(office, request);
  if (!asked) return refuse(asked.error());
  const auto facts = office.store.read([&](store::Reader& reader) -> Expected<documents::Register> {
    const auto found = count_received(reader, *asked, office.organisation.province().offset);
    if (const auto refused = too_long(found, format)) return refuse(Problems{*refused});
    return read_register(office, reader, *asked);
  });
  if (!facts) return refuse(facts.error());
  if (!facts->rows.empty()) log_access(office, request, *asked, format);
  const Bytes file = workbook ? documents::register_xlsx(*facts) : documents::register_pdf(*facts);
  http::Response response;
  response.body = std::string(as_text(file));
  response
      .with("Content-Type", workbook ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                                     : "application/pdf")
      .with("Content-Disposition",
            fmt::format("{}; filename=\"so-theo-doi-{}-{}-{}.{}\"", workbook ? "attachment" : "inline",
                        asked->unit, format_iso(asked->from), format_iso(asked->to), format))
      .with("Cache-Control", "no-store");
  return response;
}

std::vector<http::QueryParam> asked_for() {
  return {{"unit", "Code of the receiving agency.", true},
          {"from", "First day of reception, YYYY-MM-DD.", true},
          {"to", "Last day, included; today at the latest.", true}};
}

}  // namespace

void add_register_routes(http::Router& router, const Installation& office) {
  auto file = head(Method::get, "/api/register", "work.read",
                   "Form 07, the register of a unit for a period; the look is logged.", asked_for());
  file.query.push_back({"format", "pdf or xlsx", true});
  file.produces = "application/pdf,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  router.add(
      http::file_route(file, [&office](const Request& request) { return print_register(office, request); }));
  router.add(http::json_route<RegisterCount>(
      head(Method::get, "/api/register/count", "work.read",
           "How many dossiers the register of a unit for a period has.", asked_for()),
      [&office](const Request& request) { return count(office, request); }));
}

}  // namespace motcua::intake
