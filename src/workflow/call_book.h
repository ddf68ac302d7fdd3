#pragma once
#include <string>
#include <vector>

#include "http/shape.h"
#include "identity/identity.h"
#include "workflow/clocks.h"
#include "workflow/installation.h"

// Who was called by the clock of a step or reminded by a person, recorded once, and what each is shown of it.
namespace motcua::workflow {

// Looks at the clocks whose time has come, at most `most`, and records whom they call; one transaction, so
// that a crash records all of it or nothing, and a key, so that two processes record it once. True when more
// wait.
bool look_at_clocks(const Installation& installation, Instant now, int most = 200);

// A call that still stands: the step is not done, its date has not moved, and who was called for holding it
// still has it.
struct CallView {
  Uuid dossier;
  std::string code;
  std::string procedure;  // name
  std::string step;       // in words
  Instant step_due;
  std::string rung, text;  // "due", "Đã đến hạn bước Ký duyệt"
  std::string called;      // "holder", "head", "director"
  std::string holder;      // name; "" = nobody
  std::string caller;      // name of who reminds; "" = the clock
  std::string covers;      // name of who was called, when that is another whose work the caller does today
  Instant called_at;
};
struct CallPage {
  std::int64_t total = 0;
  std::vector<CallView>
      items;  // of each dossier the newest; newest first, of at most 100 calls for each post
};

// A call stays with the post that was called and reaches whoever does its work that day as well: begins the
// cover later, the call waits there; ends it, nothing is left behind.
CallPage calls_of(const Installation& installation, store::Reader& reader, const identity::Caller& caller,
                  Language language);
// Dossiers about which calls have reached the caller that nobody has acknowledged.
std::int64_t count_calls(store::Reader& reader, const identity::Caller& caller);
// The caller has seen what was called about these dossiers, or about all when none is named; for whom the
// caller covers too, since who does the work has seen it.
void acknowledge(store::Writer& writer, const identity::Caller& caller, const std::vector<Uuid>& dossiers,
                 Instant now);

// Reminds whoever has the step in hand or was asked to take it. A second reminder is a new one. Problems:
// dossier.unknown, workflow.not_the_assigner, workflow.nobody_to_remind.
Expected<void> remind(const Installation& installation, const identity::Caller& caller, const Uuid& dossier);

const http::Shape<CallPage>& shape_of(const CallPage*);

}  // namespace motcua::workflow
