#include "bench/fill/capture.h"

#include <fmt/format.h>

#include "base/check.h"

namespace motcua::bench {
namespace {

struct Owned {
  store::Value operator()(std::monostate) const { return {}; }
  store::Value operator()(std::int64_t value) const { return value; }
  store::Value operator()(double value) const { return value; }
  store::Value operator()(std::string_view value) const { return std::string(value); }
  store::Value operator()(ByteView value) const { return Bytes(value.begin(), value.end()); }
};

}  // namespace

store::Rows Capture::run(const store::Query& query, std::initializer_list<store::Param>) {
  if (query.name == "dossier/act_by_key") return {};
  if (query.name == "dossier/next_serial") return {store::Row({store::Value(serial_)})};
  throw std::logic_error(fmt::format("the filling of a store does not know the question {}", query.name));
}

std::int64_t Capture::execute(const store::Query& query, std::initializer_list<store::Param> params) {
  put_all(query, {params.begin(), params.end()});
  return 1;
}

void Capture::put_all(const store::Query& query, std::span<const store::Param> params) {
  Statement statement{&query, {}};
  statement.values.reserve(params.size());
  for (const auto& param : params) statement.values.push_back(std::visit(Owned{}, param.held()));
  statements_.push_back(std::move(statement));
}

void Capture::put(const store::Query& query, std::initializer_list<store::Param> params, store::Expect) {
  execute(query, params);
}

void Capture::script(const store::Migration&) { CHECK(false); }

void add_to(Batch& batch, std::vector<Statement> statements) {
  for (auto& statement : statements) batch[statement.query->name].push_back(std::move(statement));
}

}  // namespace motcua::bench
