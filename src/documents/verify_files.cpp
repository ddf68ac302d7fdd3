#include "documents/verify_files.h"

#include <set>

#include "documents/sql.h"

namespace motcua::documents {
namespace {

namespace fs = std::filesystem;

constexpr int page = 500;  // dossiers in one snapshot
constexpr std::chrono::hours upload_is_over{1};

struct Named {
  Uuid dossier;
  BlobRef blob;
};

const char* words_of(BlobState state) {
  switch (state) {
    case BlobState::intact:
      return "is whole";
    case BlobState::missing:
      return "is missing";
    case BlobState::damaged:
      return "is damaged";
  }
  return "";
}

// It may have been erased since it was listed.
bool still_named(store::Store& store, const Scans& scans, const Named& named) {
  const auto files = store.read([&](store::Reader& reader) { return scans.files(reader, named.dossier); });
  return std::any_of(files.begin(), files.end(),
                     [&](const FileFacts& each) { return each.blob.sha256 == named.blob.sha256; });
}

bool is_young(const fs::path& file) {
  std::error_code gone;
  const auto changed = fs::last_write_time(file, gone);
  return gone || fs::file_time_type::clock::now() - changed < upload_is_over;
}

}  // namespace

FilesReport verify_files(store::Store& store, const Scans& scans, const BlobStore& blobs) {
  FilesReport report;
  std::set<std::string> known;
  Uuid last;
  for (bool more = true; more;) {
    std::vector<Named> list;
    store.read([&](store::Reader& reader) {
      list.clear();
      const auto rows = reader.run(sql::dossiers_after, {last, page});
      for (const auto& row : rows) {
        for (const auto& file : scans.files(reader, row.uuid(0))) list.push_back({row.uuid(0), file.blob});
      }
      more = rows.size() == page;
      if (!rows.empty()) last = rows.back().uuid(0);
    });
    for (const auto& named : list) {
      ++report.files;
      known.insert(named.blob.sha256);
      const BlobState state = blobs.verify(named.blob);
      if (state != BlobState::intact && still_named(store, scans, named)) {
        report.faults.push_back(
            {"files_are_whole", named.dossier.text(), "file " + named.blob.sha256 + " " + words_of(state)});
      }
    }
  }
  report.strays = blobs.strays([&](const std::string& hash) { return known.contains(hash); });
  std::erase_if(report.strays, is_young);
  return report;
}

}  // namespace motcua::documents
