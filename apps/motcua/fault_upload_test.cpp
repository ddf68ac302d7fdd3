// Uploads are torn: the line is cut at any byte, or the program is killed while files arrive.
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <thread>

#include "base/crypto.h"
#include "motcua/data_directory.h"
#include "motcua/testing/chance.h"
#include "motcua/testing/office.h"

namespace motcua::app {
namespace {

namespace fs = std::filesystem;

class TornUpload : public testing::Test {
 protected:
  void file_one(int port) {
    const Answer filed = ask(port, office_.request(office_.clerk, "POST", "/api/dossiers", office_.new_key(),
                                                   office_.filing("Khai sinh")));
    ASSERT_EQ(filed.status, 201) << filed.body;
    id_ = json::value_to<std::string>(json::parse(filed.body).at("id"));
  }
  std::string upload(const std::string& key, std::size_t bytes) {
    return office_.request(office_.clerk, "POST",
                           "/api/dossiers/" + id_ + "/scans?paper=to-khai&name=to-khai.pdf", key,
                           pdf_of(bytes, key), "application/pdf");
  }
  std::string blobs() const { return DataDirectory(office_.data()).blobs(); }
  // Each file under a final name is what its name says; how many there are.
  int whole_files() {
    int count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(blobs())) {
      if (!entry.is_regular_file() || entry.path().parent_path().filename() == "uploads") continue;
      EXPECT_EQ(to_hex(sha256(as_bytes(file_content(entry.path())))), entry.path().filename().string());
      ++count;
    }
    return count;
  }

  Chance chance_;
  Office office_{OfficeOptions{}};
  std::string id_;
};

TEST_F(TornUpload, CutAtAnyByteLeavesNothingAndTheRepeatIsStoredOnce) {
  const auto server = office_.serve();
  const int port = server->port();
  file_one(port);
  std::vector<std::string> keys;
  for (int i = 0; i < 3 * rounds(); ++i) {
    keys.push_back(office_.new_key());
    const std::string request = upload(keys.back(), 1000 + chance_.below(300'000));
    Line line(port);
    line.send(std::string_view(request).substr(0, chance_.below(request.size())));
  }
  EXPECT_EQ(whole_files(), 0);
  EXPECT_EQ(office_.verified().at("files").as_int64(), 0);
  for (const auto& key : keys) {
    const std::string request = upload(key, 2000);
    const Answer first = ask(port, request), second = ask(port, request);
    EXPECT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(second.body, first.body);
  }
  EXPECT_EQ(whole_files(), static_cast<int>(keys.size()));
  EXPECT_EQ(office_.verified().at("files").as_int64(), static_cast<std::int64_t>(keys.size()));
}

TEST_F(TornUpload, KilledWhileFilesArrive) {
  std::atomic<int> stored = 0;
  std::vector<std::string> pending;
  std::mutex mutex;
  for (int round = 0; round < rounds() / 2; ++round) {
    const auto server = office_.serve();
    const int port = server->port();
    ASSERT_NE(port, 0) << server->output();
    if (id_.empty()) file_one(port);
    EXPECT_TRUE(fs::is_empty(blobs() + "/uploads")) << "what an earlier life tore is swept at the start";
    for (const auto& request : std::exchange(pending, {})) {
      const Answer answer = ask(port, request);
      EXPECT_EQ(answer.status, 201) << answer.body;
      ++stored;
    }
    std::vector<std::thread> scanners;
    for (int i = 0; i < 4; ++i) {
      scanners.emplace_back([&] {
        for (;;) {
          const std::string request = upload(office_.new_key(), 2'000'000);
          const Answer answer = ask(port, request);
          if (answer.status == 201) {
            ++stored;
            continue;
          }
          EXPECT_EQ(answer.status, 0) << answer.body;
          const std::lock_guard lock(mutex);
          pending.push_back(request);
          return;
        }
      });
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(chance_.below(150)));
    server->signal(SIGKILL);
    server->wait();
    for (auto& scanner : scanners) scanner.join();
    whole_files();
  }
  const auto server = office_.serve();
  ASSERT_NE(server->port(), 0);
  for (const auto& request : pending) {
    EXPECT_EQ(ask(server->port(), request).status, 201);
    ++stored;
  }
  EXPECT_GE(whole_files(), stored.load()) << "and those that were whole when the program died";
  EXPECT_EQ(office_.verified().at("files").as_int64(), stored.load());
}

}  // namespace
}  // namespace motcua::app
