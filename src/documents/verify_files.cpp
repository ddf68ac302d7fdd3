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

// "" when nothing is wrong. A part of the disk that cannot be read is a fault of that file only.
std::string fault_of(const BlobStore& blobs, const BlobRef& ref) {
  try {
    const BlobState state = blobs.verify(ref);
    return state == BlobState::intact ? "" : words_of(state);
  } catch (const BlobFailed& failed) {
    return std::string("cannot be read: ") + failed.what();
  }
}

// It may have been erased since it was listed.
bool still_named(store::Store& store, const Scans& scans, const Named& named) {
  const auto files = store.read([&](store::Reader& reader) { return scans.files(reader, named.dossier); });
  return std::any_of(files.begin(), files.end(),
                     [&](const FileFacts& each) { return each.blob.sha256 == named.blob.sha256; });
}

// Many dossiers in one snapshot; each by itself when one cannot be read.
void list_files(store::Store& store, const Scans& scans, const std::vector<Uuid>& dossiers,
                std::vector<Named>& list, std::vector<dossier::Fault>& faults) {
  std::vector<Named> part;
  try {
    store.read([&](store::Reader& reader) {
      part.clear();
      for (const auto& id : dossiers) {
        for (const auto& file : scans.files(reader, id)) part.push_back({id, file.blob});
      }
    });
    list.insert(list.end(), part.begin(), part.end());
  } catch (const std::exception& failed) {
    if (dossiers.size() == 1) {
      faults.push_back({"files_can_be_listed", dossiers.front().text(), failed.what()});
      return;
    }
    for (const auto& id : dossiers) list_files(store, scans, {id}, list, faults);
  }
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
    std::vector<Uuid> dossiers;
    store.read([&](store::Reader& reader) {
      dossiers.clear();
      const auto rows = reader.run(sql::dossiers_after, {last, page});
      for (const auto& row : rows) dossiers.push_back(row.uuid(0));
      more = rows.size() == page;
    });
    if (!dossiers.empty()) last = dossiers.back();
    std::vector<Named> list;
    list_files(store, scans, dossiers, list, report.faults);
    for (const auto& named : list) {
      ++report.files;
      known.insert(named.blob.sha256);
      const std::string fault = fault_of(blobs, named.blob);
      if (!fault.empty() && still_named(store, scans, named)) {
        report.faults.push_back(
            {"files_are_whole", named.dossier.text(), "file " + named.blob.sha256 + " " + fault});
      }
    }
  }
  report.strays = blobs.strays([&](const std::string& hash) { return known.contains(hash); });
  std::erase_if(report.strays, is_young);
  return report;
}

}  // namespace motcua::documents
