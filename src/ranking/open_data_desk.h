#pragma once
#include <map>
#include <mutex>

#include "guide/guide.h"
#include "http/page.h"
#include "http/static_files.h"
#include "ranking/open_data.h"

namespace motcua::ranking {

// Serves what `motcua publish` writes. The tables are made when they are first asked for, and again when a
// day was closed or what came since is more than a minute old. Safe from several threads.
class OpenDataDesk {
 public:
  OpenDataDesk(store::Store& store, const organisation::Organisation& organisation,
               const catalogue::Shelf& shelf, const guide::Site& site);

  // Anybody's page may read it. Nothing when there is no such file.
  std::optional<http::Response> file(const http::Request& request, const std::string& path);
  // Names of ranking/pages/open_data.html but those of the frame.
  http::View view(Language language, LocalDate today);

 private:
  struct Kept {
    std::optional<LocalDate> last_day;
    std::chrono::steady_clock::time_point made_at;
    std::vector<OpenTable> finer;  // change with the day only
    std::map<std::string, http::KeptBytes> files;
  };
  std::shared_ptr<const Kept> current();
  std::optional<std::string> day(const std::string& path);

  store::Store& store_;
  const organisation::Organisation& organisation_;
  const catalogue::Shelf& shelf_;
  const Publisher publisher_;
  const std::string address_;
  std::mutex mutex_;  // over kept_, and held while the tables are made: once is enough
  std::shared_ptr<const Kept> kept_;
};

}  // namespace motcua::ranking
