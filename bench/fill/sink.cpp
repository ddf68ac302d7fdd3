#include <fmt/format.h>

#include <deque>
#include <fstream>
#include <sstream>

#include "base/check.h"
#include "bench/fill/capture.h"
#include "store/postgres_connection.h"

namespace motcua::bench {
namespace {

using store::Param;
using store::Query;

struct AsParam {
  Param operator()(std::monostate) const { return nullptr; }
  Param operator()(std::int64_t value) const { return value; }
  Param operator()(double value) const { return value; }
  Param operator()(const std::string& value) const { return value; }
  Param operator()(const Bytes& value) const { return value; }
};
Param param(const store::Value& value) { return std::visit(AsParam{}, value); }

// A Writer takes a list of known length, so each length has a function of its own.
constexpr std::size_t most_params = 24;
using Execute = void (*)(store::Writer&, const Query&, const std::vector<store::Value>&);
template <std::size_t... I>
void execute(store::Writer& writer, const Query& query, const std::vector<store::Value>& values,
             std::index_sequence<I...>) {
  writer.execute(query, {param(values[I])...});
}
template <std::size_t N>
void execute_with(store::Writer& writer, const Query& query, const std::vector<store::Value>& values) {
  execute(writer, query, values, std::make_index_sequence<N>());
}
template <std::size_t... N>
constexpr std::array<Execute, sizeof...(N)> by_length(std::index_sequence<N...>) {
  return {&execute_with<N>...};
}

// Neighbours in a table are written one after the other.
void put_in_order(Batch& batch) {
  const auto lookup = batch.find("dossier/insert_lookup");
  if (lookup == batch.end()) return;
  std::sort(lookup->second.begin(), lookup->second.end(),
            [](const Statement& a, const Statement& b) { return a.values < b.values; });
}

class SqliteSink final : public Sink {
 public:
  explicit SqliteSink(store::Store& store) : store_(store) {}
  void write(Batch& batch) override {
    static constexpr auto functions = by_length(std::make_index_sequence<most_params>());
    put_in_order(batch);
    store_.write([&](store::Writer& writer) {
      for (const auto& [name, statements] : batch) {
        for (const auto& each : statements) {
          functions.at(each.values.size())(writer, *each.query, each.values);
        }
      }
    });
  }

 private:
  store::Store& store_;
};

// "INSERT … VALUES ($1, $2) …" for many rows: "($1, $2), ($3, $4), …".
std::string for_rows(std::string_view text, std::size_t params, std::size_t rows) {
  const auto begin = text.find("VALUES (");
  const auto end = text.find(')', begin);
  CHECK(begin != std::string_view::npos && end != std::string_view::npos);
  std::string many(text.substr(0, begin + 7));
  for (std::size_t row = 0; row < rows; ++row) {
    many += row == 0 ? "(" : ", (";
    for (std::size_t i = 1; i <= params; ++i) {
      many += fmt::format("{}${}", i == 1 ? "" : ", ", row * params + i);
    }
    many += ')';
  }
  return many + std::string(text.substr(end + 1));
}

class PostgresSink final : public Sink {
 public:
  explicit PostgresSink(const std::string& url) : connection_(url, store::PostgresUse::write) {}

  void write(Batch& batch) override {
    put_in_order(batch);
    connection_.begin();
    for (const auto& [name, statements] : batch) write_all(statements);
    connection_.commit();
  }
  void settle() override { connection_.execute(own_query("settle"), {}); }

 private:
  static constexpr std::size_t rows_at_once = 100;

  void write_all(const std::vector<Statement>& statements) {
    std::size_t at = 0;
    std::vector<Param> params;
    while (at < statements.size()) {
      const std::size_t rows = statements.size() - at >= rows_at_once ? rows_at_once : 1;
      params.clear();
      for (std::size_t i = 0; i < rows; ++i) {
        for (const auto& value : statements[at + i].values) params.push_back(param(value));
      }
      const Query& query = *statements[at].query;
      connection_.execute(rows == 1 ? query : many(query, statements[at].values.size()), params);
      at += rows;
    }
  }

  // Views of a Query must live as long as its connection.
  const Query& many(const Query& query, std::size_t params) {
    auto& made = many_[query.name];
    if (made.name.empty()) {
      const auto& name = texts_.emplace_back(std::string(query.name) + "/many");
      const auto& text = texts_.emplace_back(for_rows(query.postgres, params, rows_at_once));
      made = {name, text, text};
    }
    return made;
  }

  store::PostgresConnection connection_;
  std::deque<std::string> texts_;
  std::map<std::string_view, Query> many_;
};

}  // namespace

std::unique_ptr<Sink> sink_for(store::Store& store, const store::Options& where) {
  if (store.engine() == store::Engine::sqlite) return std::make_unique<SqliteSink>(store);
  return std::make_unique<PostgresSink>(where.database);
}

const Query& own_query(const std::string& name) {
  static std::map<std::string, Query> known;
  static std::deque<std::string> texts;
  auto& query = known[name];
  if (query.name.empty()) {
    std::ifstream file("bench/queries/" + name + ".sql");
    std::stringstream text;
    text << file.rdbuf();
    if (!file) throw std::runtime_error("bench/queries: the current directory is not the tree");
    const auto& kept = texts.emplace_back("bench/" + name);
    const auto& body = texts.emplace_back(text.str());
    query = {kept, body, body};
  }
  return query;
}

}  // namespace motcua::bench
