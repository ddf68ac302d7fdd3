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
struct SupplementAskBody {
  std::int64_t seen_version = 0;
  std::vector<std::string> items;  // keys of papers; other texts become part of the reason
  std::string reason;
  std::optional<std::string> basis;
};
struct SupplementBody {
  std::int64_t seen_version = 0;
  std::vector<dossier::PaperCount> papers;
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
const http::Shape<SearchBody>& shape_of(const SearchBody*);
const http::Shape<PaymentAskBody>& shape_of(const PaymentAskBody*);
const http::Shape<ExtensionBody>& shape_of(const ExtensionBody*);
const http::Shape<ForeignCodeBody>& shape_of(const ForeignCodeBody*);

}  // namespace motcua::workflow
