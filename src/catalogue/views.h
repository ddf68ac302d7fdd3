#pragma once
#include <optional>
#include <string>
#include <vector>

#include "catalogue/version.h"
#include "http/shape.h"

namespace motcua::catalogue {

// What the routes answer: a version in one language, with limits and money in words beside the figures.

struct ProcedureSummary {
  std::string code, name, sector;
  std::string limit_text, fee_text;  // of the counter, else of the first channel
  bool needs_person = false;
};
const http::Shape<ProcedureSummary>& shape_of(const ProcedureSummary*);

struct ProcedureList {
  std::vector<ProcedureSummary> procedures;
};
const http::Shape<ProcedureList>& shape_of(const ProcedureList*);

struct FeeView {
  std::string name;
  std::optional<std::int64_t> amount;
  std::string per, text, words;
};
const http::Shape<FeeView>& shape_of(const FeeView*);

struct ChannelView {
  std::string channel;
  std::optional<std::string> limit;  // "3 working-days"
  std::string limit_text, fee_text, note;
  std::vector<FeeView> fees;
};
const http::Shape<ChannelView>& shape_of(const ChannelView*);

struct PaperView {
  std::string id, name;
  int originals = 0, certified_copies = 0, photocopies = 0;
  std::optional<std::string> when;
  bool shown_only = false;
};
const http::Shape<PaperView>& shape_of(const PaperView*);

struct StepView {
  std::string key, name;
  int share = 0;
};
const http::Shape<StepView>& shape_of(const StepView*);

struct OpenFactView {
  std::string procedure, name, version, field, text, why, why_text;
};
const http::Shape<OpenFactView>& shape_of(const OpenFactView*);

struct ProcedureView {
  std::string code, version, name, sector, source, handled_by, audience, decision;
  std::string guidance, requirements, result_name, official_steps, source_url, valid_from;
  std::vector<ChannelView> channels;
  std::vector<PaperView> papers;
  std::vector<std::string> notes;
  std::vector<StepView> steps;
  std::vector<std::string> legal;
  std::vector<OpenFactView> needs_person;
  bool demo_values = false;
};
const http::Shape<ProcedureView>& shape_of(const ProcedureView*);

struct NeedsPersonList {
  int procedures = 0;
  std::vector<OpenFactView> facts;
};
const http::Shape<NeedsPersonList>& shape_of(const NeedsPersonList*);

ProcedureSummary summary_of(const ProcedureVersion& version, Language language);
ProcedureView view_of(const ProcedureVersion& version, Language language);
OpenFactView open_fact_of(const ProcedureVersion& version, const NeedsPerson& fact, Language language);

}  // namespace motcua::catalogue
