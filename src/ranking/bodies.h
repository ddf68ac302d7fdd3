#pragma once
#include <optional>
#include <string>
#include <vector>

#include "http/shape.h"
#include "ranking/behind.h"
#include "ranking/views.h"

// What the routes answer.
namespace motcua::ranking {

struct MovementBody {
  int previous_place = 0, up = 0, by_own_online = 0, by_own_received = 0, by_others = 0;
};
struct RankingLineBody {
  std::string code, name;
  std::optional<int> place;
  std::optional<double> value;
  std::int64_t received = 0, online = 0;
  bool few = false;
  std::optional<MovementBody> movement;
};
struct RankingBody {
  std::string period, compared_with, by = "online";
  LocalDate from{}, to{}, judged_on{};
  bool is_complete = false;
  std::vector<RankingLineBody> units;
};
RankingLineBody body_of(const RankingLine& line);
RankingBody body_of(const RankingTable& table);
const http::Shape<RankingBody>& shape_of(const RankingBody*);

// Why one unit moved.
struct WhyBody {
  std::string period, compared_with;
  RankingLineBody unit;
  std::optional<std::int64_t> received_before, online_before;
  std::vector<std::string> passed, passed_by;
  std::string note;
};
const http::Shape<WhyBody>& shape_of(const WhyBody*);

struct FiguresBody {
  std::string period;
  LocalDate from{}, to{}, judged_on{};
  std::string unit, name, note;
  Figures figures;
};
const http::Shape<FiguresBody>& shape_of(const FiguresBody*);

struct LineBody {
  std::string code, name;
  Figures figures;
};
struct LinesBody {
  std::string period;
  LocalDate from{}, to{}, judged_on{};
  std::string unit, name, note;
  std::vector<LineBody> lines;
};
const http::Shape<LinesBody>& shape_of(const LinesBody*);

struct DefinitionBody {
  std::string figure, name, means;
  std::string name_message, means_message;
};
struct DefinitionsBody {
  std::vector<DefinitionBody> figures;
};
const http::Shape<DefinitionsBody>& shape_of(const DefinitionsBody*);

struct BehindLineBody {
  Uuid id;
  std::string code, procedure, procedure_name, channel, status;
  std::optional<Instant> received_at, due_at, ended_at, handed_over_at;
};
struct BehindBody {
  std::string figure;
  std::vector<BehindLineBody> dossiers;
  std::optional<Uuid> next;
};
const http::Shape<BehindBody>& shape_of(const BehindBody*);

}  // namespace motcua::ranking
