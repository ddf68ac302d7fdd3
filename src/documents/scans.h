#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "documents/blob_store.h"
#include "documents/media.h"
#include "dossier/dossier.h"

namespace motcua::documents {

// A file of a dossier as the private part of its event names it: {"name", "blob", "bytes", "sealed_bytes"}.
struct FileFacts {
  std::string name;  // as its owner called it
  std::uint64_t bytes = 0;
  BlobRef blob;
};

// A file that somebody wants to add to a dossier, and what is recorded of it.
struct Attaching {
  dossier::Act act;
  Uuid dossier;
  std::optional<std::int64_t> seen_version;  // none: whatever the version; files do not contradict each other
  std::string name;
  ByteView content;
  // Whether it may be, and who acts; asked before anything is stored and again in the transaction.
  std::function<Expected<dossier::Actor>(const dossier::State&)> allow;
  // ScanAttached or ResultAttached.
  std::function<dossier::Payload(const Uuid& file, const MediaFacts& facts)> event;
};

struct Attached {
  dossier::State state;
  Uuid file;
  std::string media_type;
  std::optional<std::int64_t> pages;
  std::uint64_t bytes = 0;
};

struct FileContent {
  dossier::ScanState scan;
  std::string name;
  Bytes content;
};

// Files of dossiers, over the events that name them and the disk that holds them. Safe to share by threads.
class Scans {
 public:
  Scans(store::Store& store, const dossier::Dossiers& dossiers, BlobStore& blobs, Random& random)
      : store_(store), dossiers_(dossiers), blobs_(blobs), random_(random) {}

  // The file is whole and durable on disk before the event that names it; when the event is not recorded, the
  // file is removed again. A repeat returns the first answer and keeps no second copy. Problems: those of
  // sniff, of `allow`, dossier.unknown, dossier.erased, dossier.version_conflict, dossier.key_reused. Throws
  // BlobFailed.
  Expected<Attached> attach(const Attaching& attaching);

  // A scan or the result by its id. Problems: documents.file_unknown, dossier.unknown, dossier.erased, those
  // of BlobStore::get.
  Expected<FileContent> read(const Uuid& dossier, const Uuid& file) const;

  // Erases the private part of the dossier (Dossiers::erase), then, that being durable, its files. A file
  // that could not be removed stays unreadable, since its key is gone, and is found by BlobStore::strays.
  // `permit` is asked in the transaction.
  Expected<dossier::State> erase(
      const dossier::Act& act, const Uuid& dossier, std::int64_t seen_version, const std::string& basis,
      const std::function<Expected<dossier::Actor>(const dossier::State&)>& permit);

  // Dossiers::erase_again, then the files. False: unknown, erased already, or just being changed.
  bool erase_again(const dossier::Act& act, const Uuid& dossier, const std::string& basis);

  // Called for each dossier that erase() erased, when that is durable. Before the first request; must not
  // throw.
  void on_erased(std::function<void(const dossier::Erasure&)> action) { on_erased_ = std::move(action); }

  // Every file that the dossier's events name and whose private part is still there.
  std::vector<FileFacts> files(store::Reader& reader, const Uuid& dossier) const;

 private:
  struct Recorded;
  Expected<Recorded> record(const Attaching& attaching, const dossier::NewEvent& event, bool stored);
  bool names(const Uuid& dossier, const Uuid& file) const;
  void remove(const std::vector<FileFacts>& files);

  store::Store& store_;
  const dossier::Dossiers& dossiers_;
  BlobStore& blobs_;
  Random& random_;
  std::function<void(const dossier::Erasure&)> on_erased_;
};

// Every file that an event of the snapshot names, in the order of recording, found without reading the other
// events.
void each_file(store::Reader& reader, const dossier::Dossiers& dossiers,
               const std::function<void(const Uuid& dossier, const FileFacts& file)>& take);

// Nothing when the part is not that of a file.
std::optional<FileFacts> file_facts(const json::value& private_part);

}  // namespace motcua::documents
