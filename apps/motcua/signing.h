#pragma once
#include <iosfwd>
#include <optional>

#include "dossier/dossier.h"
#include "motcua/commands.h"
#include "motcua/data_directory.h"

// The key that signs closed days: DIR/keys/signing.key, for its owner only. Its first line is the seed in
// hex; when it took another key's place, a second line names that one and holds its signature.
namespace motcua::app {

struct Signer {
  SigningKey key;
  std::optional<dossier::KeyChange> change;
};

// Nothing when there is none yet. Throws std::runtime_error saying what to do when it is damaged or may be
// read by others.
std::optional<Signer> read_signer(const DataDirectory& directory);

// The installation's signer, made when it has none and no day is closed. Throws std::runtime_error saying
// what to do when the key that signed the closed days is gone.
Signer signer_of(const DataDirectory& directory, store::Store& store, Random& random);

// A new signing key in the place of the old one, which vouches for it; `lost`: nobody vouches, and the
// province announces the new key itself. A running server takes it for the next day that it closes.
int sign_anew(const StoreChoice& choice, bool lost, std::ostream& out, std::ostream& err);

}  // namespace motcua::app
