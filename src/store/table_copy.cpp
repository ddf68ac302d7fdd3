#include "store/table_copy.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "base/text.h"
#include "store/sql.h"

namespace motcua::store {
namespace {

constexpr int page = 1000;                       // rows read by one statement
constexpr std::size_t batch_rows = 5000;         // written in one transaction
constexpr std::size_t batch_bytes = 16UL << 20;  // or so many
constexpr std::size_t most_columns = 64;

std::vector<std::string> list(const std::string& text) {
  auto parts = split(text, ',');
  for (auto& part : parts) part = std::string(trim(part));
  return parts;
}

Table table_of(const Row& row) {
  Table table;
  table.name = row.text(0);
  table.columns = list(row.text(1));
  CHECK(!row.is_null(2));                       // every table has a primary key: pages go by it
  CHECK(table.columns.size() <= most_columns);  // put_row
  for (const auto& place : list(row.text(2)))
    table.key.push_back(static_cast<std::size_t>(std::stoul(place)) - 1);
  table.first_page = row.text(3);
  table.next_page = row.text(4);
  table.insert = row.text(5);
  table.clear = row.text(6);
  table.set_sequence = row.text(7);
  return table;
}

Query both(const std::string& name, const std::string& text) { return {name, text, text}; }

Param param_of(const Value& value) {
  return std::visit(
      [](const auto& held) -> Param {
        if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>) {
          return nullptr;
        } else {
          return held;
        }
      },
      value);
}

// The interface takes its parameters as a list in braces, whose length the compiler has to know.
template <std::size_t N = 1, class F>
auto with_list(const std::vector<Param>& params, F&& use) {
  if constexpr (N < most_columns + 2) {
    if (params.size() != N) return with_list<N + 1>(params, use);
  }
  CHECK(params.size() == N);
  return [&]<std::size_t... I>(std::index_sequence<I...>) { return use({params[I]...}); }
  (std::make_index_sequence<N>());
}

using List = std::initializer_list<Param>;

void put_row(Writer& writer, const Table& table, const Row& row) {
  std::vector<Param> params;
  params.reserve(row.size());
  for (std::size_t i = 0; i < row.size(); ++i) params.push_back(param_of(row.value(i)));
  const std::string name = "copy/" + table.name;
  with_list(params, [&](List all) { writer.put(both(name, table.insert), all); });
}

Rows page_after(Reader& reader, const Table& table, const Row& last) {
  std::vector<Param> params;
  for (const std::size_t place : table.key) params.push_back(param_of(last.value(place)));
  params.emplace_back(page);
  const std::string name = "next/" + table.name;
  return with_list(params, [&](List all) { return reader.run(both(name, table.next_page), all); });
}

void append_number(Bytes& out, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(number >> shift));
}

std::optional<std::uint64_t> read_number(ByteView& data) {
  if (data.size() < 8) return std::nullopt;
  std::uint64_t number = 0;
  for (int i = 0; i < 8; ++i) number = number << 8 | data[static_cast<std::size_t>(i)];
  data = data.subspan(8);
  return number;
}

std::optional<Value> read_value(ByteView& data) {
  if (data.empty()) return std::nullopt;
  const std::uint8_t kind = data[0];
  data = data.subspan(1);
  if (kind == 0) return Value{};
  const auto number = read_number(data);
  if (!number || kind > 4) return std::nullopt;
  if (kind == 1) return Value{static_cast<std::int64_t>(*number)};
  if (kind == 2) return Value{std::bit_cast<double>(*number)};
  if (*number > data.size()) return std::nullopt;
  const ByteView held = data.first(*number);
  data = data.subspan(*number);
  if (kind == 3) return Value{std::string(as_text(held))};
  return Value{Bytes(held.begin(), held.end())};
}

}  // namespace

std::vector<Table> tables(Reader& reader) {
  std::vector<Table> waiting, sorted;
  for (const Row& row : reader.run(sql::copied_tables)) waiting.push_back(table_of(row));
  std::vector<std::pair<std::string, std::string>> references;
  for (const Row& row : reader.run(sql::references_between_tables))
    references.emplace_back(row.text(0), row.text(1));
  while (!waiting.empty()) {
    const auto is_ready = [&](const Table& table) {
      return std::ranges::none_of(references, [&](const auto& reference) {
        return reference.first == table.name &&
               std::ranges::any_of(waiting, [&](const Table& each) { return each.name == reference.second; });
      });
    };
    const auto next = std::ranges::find_if(waiting, is_ready);
    CHECK(next != waiting.end());  // tables that refer to each other in a circle
    sorted.push_back(std::move(*next));
    waiting.erase(next);
  }
  return sorted;
}

void each_row(Reader& reader, const Table& table, const std::function<void(Row&&)>& take) {
  const std::string name = "first/" + table.name;
  Rows rows = reader.run(both(name, table.first_page), {page});
  while (!rows.empty()) {
    const bool is_last = rows.size() < page;
    const Row last = rows.back();
    for (Row& row : rows) take(std::move(row));
    if (is_last) return;
    rows = page_after(reader, table, last);
  }
}

void append_row(Bytes& out, const Row& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Value& value = row.value(i);
    out.push_back(static_cast<std::uint8_t>(value.index()));
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      append_number(out, static_cast<std::uint64_t>(*integer));
    } else if (const auto* real = std::get_if<double>(&value)) {
      append_number(out, std::bit_cast<std::uint64_t>(*real));
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      append_number(out, text->size());
      out.insert(out.end(), text->begin(), text->end());
    } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
      append_number(out, bytes->size());
      out.insert(out.end(), bytes->begin(), bytes->end());
    }
  }
}

std::optional<Row> read_row(ByteView& data, std::size_t columns) {
  std::vector<Value> values;
  values.reserve(columns);
  for (std::size_t i = 0; i < columns; ++i) {
    auto value = read_value(data);
    if (!value) return std::nullopt;
    values.push_back(std::move(*value));
  }
  return Row(std::move(values));
}

void TableDigest::add(ByteView row) {
  const Digest digest = sha256(row);
  for (std::size_t word = 0; word < 4; ++word) {
    ByteView part = ByteView(digest).subspan(word * 8, 8);
    sum_[word] += *read_number(part);
  }
  ++rows_;
}

std::string TableDigest::hex() const {
  return fmt::format("{:016x}{:016x}{:016x}{:016x}", sum_[0], sum_[1], sum_[2], sum_[3]);
}

Digests digests_of(Reader& reader) {
  Digests digests;
  Bytes bytes;
  for (const Table& table : tables(reader)) {
    TableDigest& digest = digests[table.name];
    each_row(reader, table, [&](Row&& row) {
      bytes.clear();
      append_row(bytes, row);
      digest.add(bytes);
    });
  }
  return digests;
}

Filler::Filler(Store& target) : target_(target) {
  tables_ = target.read([](Reader& reader) { return tables(reader); });
  target.write([&](Writer& writer) {
    for (auto table = tables_.rbegin(); table != tables_.rend(); ++table) {
      const std::string name = "clear/" + table->name;
      writer.execute(both(name, table->clear));
    }
  });
}

void Filler::begin_table(const std::string& name, const std::vector<std::string>& columns) {
  flush();
  const auto found = std::ranges::find(tables_, name, &Table::name);
  if (found == tables_.end() || found->columns != columns) {
    throw StoreFailed(
        fmt::format("The copy has a table {} that this program's database has not, or with other columns. "
                    "Use the program "
                    "that made the copy.",
                    name));
  }
  current_ = &*found;
  begun_[name] = true;
}

void Filler::add(Row&& row) {
  CHECK(current_ != nullptr && row.size() == current_->columns.size());
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (const auto* text = std::get_if<std::string>(&row.value(i))) bytes_ += text->size();
    if (const auto* bytes = std::get_if<Bytes>(&row.value(i))) bytes_ += bytes->size();
  }
  batch_.push_back(std::move(row));
  if (batch_.size() >= batch_rows || bytes_ >= batch_bytes) flush();
}

void Filler::flush() {
  if (!batch_.empty()) {
    target_.write([&](Writer& writer) {
      for (const Row& row : batch_) put_row(writer, *current_, row);
    });
  }
  batch_.clear();
  bytes_ = 0;
}

void Filler::finish() {
  flush();
  for (const Table& table : tables_) {
    if (!begun_.contains(table.name)) {
      throw StoreFailed(fmt::format("The copy holds nothing of the table {}: it is not whole.", table.name));
    }
  }
  target_.write([&](Writer& writer) {
    for (const Table& table : tables_) {
      const std::string name = "sequence/" + table.name;
      if (!table.set_sequence.empty()) writer.run(both(name, table.set_sequence));
    }
  });
}

bool holds_tables(Store& store) {
  return store.read([](Reader& reader) { return reader.one(sql::count_tables)->integer(0) > 0; });
}

namespace {

std::vector<std::string> names_of_migrations(Reader& reader) {
  std::vector<std::string> names;
  if (reader.one(sql::migration_table_exists)->integer(0) == 0) return names;
  for (const Row& row : reader.run(sql::migration_names)) names.push_back(row.text(0));
  return names;
}

bool is_marked(Reader& reader) {
  const auto names = names_of_migrations(reader);
  return std::ranges::find(names, unfinished_copy) != names.end();
}

}  // namespace

std::vector<std::string> applied_migrations(Store& store) { return store.read(names_of_migrations); }

bool is_unfinished_copy(Store& store) { return store.read(is_marked); }

bool holds_whole_database(Store& store) {
  return store.read(
      [](Reader& reader) { return reader.one(sql::count_tables)->integer(0) > 0 && !is_marked(reader); });
}

void begin_copy(Store& store, std::vector<Migration> migrations) {
  // Applied first, its name being the smallest: from then on no other command takes the database for whole.
  migrations.push_back({unfinished_copy, sql::answer.sqlite, sql::answer.postgres});
  migrate(store, migrations);
}

void end_copy(Store& store) {
  store.write([](Writer& writer) { writer.execute(sql::forget_migration, {unfinished_copy}); });
}

void drop_unfinished_copy(Store& store) {
  CHECK(!holds_whole_database(store));
  store.write([](Writer& writer) {
    writer.run(sql::lock_migrations);
    if (is_marked(writer)) writer.run(sql::drop_tables);
  });
}

}  // namespace motcua::store
