#pragma once
#include <filesystem>
#include <vector>

#include "documents/blob_store.h"
#include "documents/scans.h"

namespace motcua::documents {

struct FilesReport {
  std::int64_t files = 0;  // that events name
  std::vector<dossier::Fault> faults;
  // Files that no event names, of a broken-off upload or left when a dossier was erased. Nobody can read them
  // but with the dossier's key, so they are no fault.
  std::vector<std::filesystem::path> strays;
};

// The part of `motcua verify` that looks at the disk: every file that an event names is there and is what was
// stored (invariant files_are_whole). Reads every file; may run beside a server, whose newest uploads (an
// hour old at most) are no strays. Throws BlobFailed when a folder cannot be read, StoreFailed when the
// dossiers cannot be listed.
FilesReport verify_files(store::Store& store, const Scans& scans, const BlobStore& blobs);

}  // namespace motcua::documents
