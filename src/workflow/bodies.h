#pragma once
#include <optional>
#include <string>
#include <vector>

#include "dossier/dossier.h"
#include "http/shape.h"

// What the acts of this folder and of result/ are asked with.
namespace motcua::workflow {

struct Seen {
  std::int64_t seen_version = 0;
};
struct AssignBody {
  std::int64_t seen_version = 0;
  Uuid post;
  std::optional<std::string> note;
};
struct SolveBody {
  std::int64_t seen_version = 0;
  std::optional<Uuid> post;  // the approver; may be left out where the agency has only one
  std::optional<std::string> note;
};
struct ReasonBody {
  std::int64_t seen_version = 0;
  std::string reason;
  std::optional<std::string> basis;
};
// One fault of a request for papers: missing_paper, fault_in_paper or fault_in_field.
struct FaultBody {
  dossier::FaultKind kind = dossier::FaultKind::missing_paper;
  std::string key;                    // of the paper in the procedure's version, or of the field
  std::string basis;                  // act and article
  std::optional<std::string> reason;  // asked for unless the paper is simply missing
};
struct SupplementAskBody {
  std::int64_t seen_version = 0;
  std::vector<FaultBody> faults;      // all of them: a second request is not lawful
  std::optional<std::string> reason;  // of the whole
};
struct FieldBody {
  std::string field, text;
};
struct SupplementBody {
  std::int64_t seen_version = 0;
  std::vector<dossier::PaperCount> papers;
  std::vector<FieldBody> fields;
};
// Papers as an officer counted them, on accepting what came online.
struct CountedBody {
  std::int64_t seen_version = 0;
  std::vector<dossier::PaperCount> papers;
};
struct PauseBody {
  std::int64_t seen_version = 0;
  std::string reason;
  std::optional<std::string> basis;
  std::optional<std::string> agency_unit;  // code of the unit whose answer is waited for
  std::optional<std::string> agency_name;  // of an agency that is no unit here
};
struct SearchBody {
  std::string q;  // in the body and not in the address: names and numbers of people stay out of proxies' logs
};
struct PaymentAskBody {
  std::int64_t seen_version = 0;
  std::int64_t fee_dong = 0;
};
struct ExtensionBody {
  std::int64_t seen_version = 0;
  Instant due_at;
  std::string reason;
};
struct ForeignCodeBody {
  std::int64_t seen_version = 0;
  std::string system, code;
};

const http::Shape<Seen>& shape_of(const Seen*);
const http::Shape<AssignBody>& shape_of(const AssignBody*);
const http::Shape<SolveBody>& shape_of(const SolveBody*);
const http::Shape<ReasonBody>& shape_of(const ReasonBody*);
const http::Shape<SupplementAskBody>& shape_of(const SupplementAskBody*);
const http::Shape<SupplementBody>& shape_of(const SupplementBody*);
const http::Shape<CountedBody>& shape_of(const CountedBody*);
const http::Shape<PauseBody>& shape_of(const PauseBody*);
const http::Shape<SearchBody>& shape_of(const SearchBody*);
const http::Shape<PaymentAskBody>& shape_of(const PaymentAskBody*);
const http::Shape<ExtensionBody>& shape_of(const ExtensionBody*);
const http::Shape<ForeignCodeBody>& shape_of(const ForeignCodeBody*);

}  // namespace motcua::workflow
