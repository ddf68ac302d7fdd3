#pragma once
#include <string>
#include <vector>

#include "http/shape.h"
#include "intake/idcard.h"
#include "intake/received.h"

namespace motcua::intake {

const http::Shape<PersonGiven>& shape_of(const PersonGiven*);
const http::Shape<ReceiveBody>& shape_of(const ReceiveBody*);

struct ExplainedDay {
  LocalDate date;
  std::string kind, text;
};

// The answer to filing and to acceptance: all that a receipt says, and what the officer should look at again.
struct Filed {
  Uuid id;
  std::string code;
  std::int64_t version = 0;
  int status = 0;  // national code
  std::optional<Instant> submitted_at, received_at, due_at;
  std::string secret;  // "" once erased
  std::vector<ExplainedDay> explanation;
  std::string receipt;  // path; "" before acceptance
  std::vector<std::string> warnings;
};

inline constexpr std::size_t most_in_a_batch = 50;

// One of several dossiers that a person hands in at once.
struct BatchItem {
  std::optional<Uuid> id;
  std::string content;                      // what this one is: "Bằng tốt nghiệp THPT"
  std::vector<dossier::PaperCount> papers;  // empty: as in `filing`
  std::optional<std::int64_t> fee_dong;
};
struct BatchBody {
  ReceiveBody filing;  // what they have in common
  std::vector<BatchItem> items;
};
struct BatchFiled {
  std::vector<Filed> filed;  // in the order of the items
  std::string receipt;       // path of the one receipt for all
};

struct CardText {
  std::string text;
};
struct CardUnit {
  std::string code, name, note;
};
struct CardView {
  std::string id_number;
  std::optional<std::string> old_id_number;
  std::string full_name;
  LocalDate birth_date{};
  std::string sex, address;
  std::optional<LocalDate> issued_on;
  std::vector<std::string> warnings;
  std::optional<CardUnit> unit_today;  // none: outside the province, or a person has to choose
};

struct DeadlineAsked {
  std::string procedure;
  catalogue::Channel channel = catalogue::Channel::counter;
  std::string unit;
  std::optional<std::string> received_at;  // none: now
};
struct DeadlineView {
  std::optional<Instant> due_at;
  std::string due_text, limit_text;
  std::vector<ExplainedDay> explanation;
};

struct ScanStored {
  Uuid id;
  std::int64_t version = 0;
  std::string media_type;
  std::int64_t bytes = 0;
  std::optional<std::int64_t> pages;
};

struct EraseBody {
  std::int64_t seen_version = 0;
  std::string basis;   // act and article, or the request that asks for it
  std::string reason;  // kept nowhere but in the log of accesses
};
struct Erased {
  std::int64_t version = 0;
};

const http::Shape<ExplainedDay>& shape_of(const ExplainedDay*);
const http::Shape<Filed>& shape_of(const Filed*);
const http::Shape<BatchItem>& shape_of(const BatchItem*);
const http::Shape<BatchBody>& shape_of(const BatchBody*);
const http::Shape<BatchFiled>& shape_of(const BatchFiled*);
const http::Shape<CardText>& shape_of(const CardText*);
const http::Shape<CardUnit>& shape_of(const CardUnit*);
const http::Shape<CardView>& shape_of(const CardView*);
const http::Shape<DeadlineAsked>& shape_of(const DeadlineAsked*);
const http::Shape<DeadlineView>& shape_of(const DeadlineView*);
const http::Shape<ScanStored>& shape_of(const ScanStored*);
const http::Shape<EraseBody>& shape_of(const EraseBody*);
const http::Shape<Erased>& shape_of(const Erased*);

std::vector<ExplainedDay> explained(const std::vector<dossier::SkippedDay>& days, Language language);
std::vector<std::string> sentences(const Problems& warnings, Language language);

}  // namespace motcua::intake
