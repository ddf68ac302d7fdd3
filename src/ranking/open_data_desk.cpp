#include "ranking/open_data_desk.h"

#include "ranking/ranking_page.h"

namespace motcua::ranking {
namespace {

constexpr std::chrono::minutes freshness{1};
constexpr std::string_view days_folder = "days/", json_ending = ".json";

http::Response for_anybody(http::Response response) {
  response.with("Access-Control-Allow-Origin", "*").with("Cross-Origin-Resource-Policy", "cross-origin");
  return response;
}

std::string media_type(const std::string& path) {
  if (path.ends_with(".csv")) return "text/csv; charset=utf-8";
  if (path.ends_with(json_ending)) return "application/json; charset=utf-8";
  return "text/plain; charset=utf-8";  // a script is read first, then run
}

http::View table_view(Language language, const std::string& name) {
  http::View view;
  view.set("text", message(language, "ranking.page.open." + name))
      .set("csv", name + ".csv")
      .set("json", name + ".json")
      .set("csv_path", guide::open_data_path(name + ".csv"))
      .set("json_path", guide::open_data_path(name + ".json"));
  return view;
}

// Closed days by month, the newest month first.
std::vector<http::View> month_views(Language language, LocalDate first, LocalDate last) {
  std::vector<http::View> months;
  for (LocalDate day = last; day >= first;) {
    const std::string month = format_iso(day).substr(0, 7);
    std::vector<http::View> days;
    for (; day >= first && format_iso(day).starts_with(month); day -= std::chrono::days{1}) {
      http::View each;
      each.set("day", format_iso(day)).set("path", guide::open_data_path(day_path(day)));
      days.push_back(std::move(each));
    }
    http::View view;
    view.set("name", period_words(language, parse_period(month).value()))
        .set("first", months.empty())
        .set("days", std::move(days));
    months.push_back(std::move(view));
  }
  return months;
}

}  // namespace

OpenDataDesk::OpenDataDesk(store::Store& store, const organisation::Organisation& organisation,
                           const catalogue::Shelf& shelf, const guide::Site& site)
    : store_(store),
      organisation_(organisation),
      shelf_(shelf),
      publisher_{organisation.province().code, site.province.in(Language::vi), site.synthetic},
      address_(site.base_url + guide::open_data_path()) {}

std::shared_ptr<const OpenDataDesk::Kept> OpenDataDesk::current() {
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  const auto last = store_.read([](store::Reader& reader) { return dossier::last_closed_day(reader); });
  if (kept_ && kept_->last_day == last && now - kept_->made_at < freshness) return kept_;
  auto made = std::make_shared<Kept>();
  const bool same_day = kept_ && kept_->last_day == last;
  made->finer = same_day ? kept_->finer : finer_tables(store_, *shelf_.current());
  const OpenData data = open_data(store_, organisation_, publisher_, made->finer);
  made->last_day = data.last_day;
  made->made_at = now;
  for (const auto& [path, content] : data.files)
    made->files.emplace(path, http::KeptBytes(content, media_type(path), "no-cache"));
  kept_ = std::move(made);
  return kept_;
}

std::optional<std::string> OpenDataDesk::day(const std::string& path) {
  const std::string_view name = std::string_view(path).substr(days_folder.size());
  if (!name.ends_with(json_ending)) return std::nullopt;
  const auto date = parse_date(name.substr(0, name.size() - json_ending.size()));
  if (!date) return std::nullopt;
  return store_.read([&](store::Reader& reader) -> std::optional<std::string> {
    const auto stored = dossier::closed_day(reader, *date);
    if (!stored) return std::nullopt;
    return dossier::day_file_of(reader, *stored, organisation_.province().offset);
  });
}

std::optional<http::Response> OpenDataDesk::file(const http::Request& request, const std::string& path) {
  if (path.starts_with(days_folder)) {
    auto content = day(path);
    if (!content) return std::nullopt;
    http::Response response{.body = std::move(*content)};
    response.with("Content-Type", media_type(path)).with("Cache-Control", "public, max-age=86400");
    return for_anybody(std::move(response));
  }
  const auto kept = current();
  const auto found = kept->files.find(path);
  if (found == kept->files.end()) return std::nullopt;
  return for_anybody(found->second.respond(request));
}

http::View OpenDataDesk::view(Language language, LocalDate today) {
  struct Closed {
    std::vector<dossier::ClosedDay> days;
    std::string key;
  };
  const Closed closed = store_.read([](store::Reader& reader) {
    Closed found{dossier::closed_days(reader), ""};
    if (!found.days.empty())
      found.key = to_hex(dossier::closed_day(reader, found.days.back().day)->read().key);
    return found;
  });
  const auto& days = closed.days;
  http::View view;
  std::vector<http::View> tables;
  for (const auto& name : open_tables()) tables.push_back(table_view(language, name));
  view.set("heading", message(language, "ranking.page.title",
                              {{"count", std::to_string(organisation_.communes().size())}}))
      .set("until", days.empty() ? message(language, "ranking.page.open_none")
                                 : message(language, "ranking.page.open_until",
                                           {{"from", calendar::long_date(language, days.front().day)},
                                            {"to", calendar::long_date(language, days.back().day)}}))
      .maybe("key", closed.key)
      .set("tables", std::move(tables))
      .set("script_path", guide::open_data_path("recount.py"))
      .set("address", address_)
      .set("month", format_iso(days.empty() ? today : days.back().day).substr(0, 7))
      .set("days_there", !days.empty())
      .set("months", days.empty() ? std::vector<http::View>{}
                                  : month_views(language, days.front().day, days.back().day));
  return view;
}

}  // namespace motcua::ranking
