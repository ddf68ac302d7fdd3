#include "catalogue/routes.h"

#include "base/text.h"
#include "catalogue/configuration.h"
#include "catalogue/views.h"

namespace motcua::catalogue {

namespace {

using http::Method;
using http::Request;

constexpr long long usual_results = 20;
constexpr long long most_results = 1000;

Expected<std::size_t> results_wanted(const Request& request) {
  const std::string_view text = request.query_value("limit");
  if (text.empty()) return static_cast<std::size_t>(usual_results);
  const auto number = parse_integer(text);
  if (!number || *number < 1 || *number > most_results) {
    return refuse("catalogue.limit_out_of_range", "?limit", {{"most", std::to_string(most_results)}});
  }
  return static_cast<std::size_t>(*number);
}

constexpr std::size_t rows_of_a_page = 50;
constexpr long long last_row = 20'000;

Expected<std::size_t> first_row(const Request& request) {
  const std::string_view text = request.query_value("from");
  if (text.empty()) return std::size_t{0};
  const auto number = parse_integer(text);
  if (!number || *number < 0 || *number > last_row) {
    return refuse("catalogue.from_out_of_range", "?from", {{"most", std::to_string(last_row)}});
  }
  return static_cast<std::size_t>(*number);
}

http::Route get(std::string path, std::string access, std::string summary,
                std::vector<http::QueryParam> query = {}) {
  http::Route head;
  head.method = Method::get;
  head.path = std::move(path);
  head.access = std::move(access);
  head.summary = std::move(summary);
  head.query = std::move(query);
  return head;
}

}  // namespace

void add_routes(http::Router& router, const Shelf& shelf, const Clock& clock) {
  const auto today = [&clock] { return local_date(clock.now()); };

  router.add(http::json_route<ProcedureList>(
      get("/api/procedures", "public", "Procedures in force that fit a query, best first.",
          {{"q", "words with or without accents, people's words, or a code"},
           {"limit", "at most so many, 1 to 1000; 20 when absent", false, "integer"}}),
      [&shelf, today](const Request& request) -> Expected<ProcedureList> {
        const auto wanted = results_wanted(request);
        if (!wanted) return refuse(wanted.error());
        ProcedureList list;
        for (const auto& version : shelf.current()->search(request.query_value("q"), today(), *wanted)) {
          list.procedures.push_back(summary_of(*version, request.language));
        }
        return list;
      }));

  router.add(http::json_route<ProcedureView>(
      get("/api/procedures/{code}", "public",
          "One procedure as it is in force today: papers, fees, limits, steps."),
      [&shelf, today](const Request& request) -> Expected<ProcedureView> {
        const auto version = shelf.current()->find(request.param("code"), today());
        if (!version) return refuse("catalogue.procedure_unknown", "", {{"code", request.param("code")}});
        return view_of(*version, request.language);
      }));

  router.add(http::json_route<ConfigurationReport>(
      get("/api/catalogue/configuration", "catalogue.review",
          "How many procedures are configured, published and online, and what each still lacks.",
          {{"missing", "only what lacks this part; any: something; configured, published, online: is not so"},
           {"from", "rows to pass over; a page has 50", false, "integer"}}),
      [&shelf, today](const Request& request) -> Expected<ConfigurationReport> {
        const auto from = first_row(request);
        if (!from) return refuse(from.error());
        return page_of(configuration_report(*shelf.current(), today(), request.language),
                       request.query_value("missing"), *from, rows_of_a_page);
      }));

  router.add(http::json_route<NeedsPersonList>(
      get("/api/catalogue/needs-person", "report.read",
          "Facts of procedures in force that the source leaves open and a person must confirm."),
      [&shelf, today](const Request& request) -> Expected<NeedsPersonList> {
        NeedsPersonList list;
        for (const auto& version : shelf.current()->all(today())) {
          if (version->needs_person.empty()) continue;
          ++list.procedures;
          for (const NeedsPerson& fact : version->needs_person) {
            list.facts.push_back(open_fact_of(*version, fact, request.language));
          }
        }
        return list;
      }));
}

}  // namespace motcua::catalogue
