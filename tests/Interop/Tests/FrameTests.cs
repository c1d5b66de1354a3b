namespace BioZooCte.Interop.Tests;

/// <summary>HTTP/2 frame by frame, with Python's h2: what is allowed though rare, and what is wrong.</summary>
[TestClass]
public sealed class FrameTests
{
    private static InteropServer Server { get; set; } = null!;

    public TestContext TestContext { get; set; } = null!;

    [ClassInitialize]
    public static async Task Start(TestContext context) =>
        Server = await InteropServer.StartAsync(context.CancellationToken);

    [ClassCleanup]
    public static async Task Stop() => await Server.DisposeAsync();

    [TestMethod]
    [DataRow("padded_data")]
    [DataRow("message_in_many_frames")]
    [DataRow("many_messages_in_a_frame")]
    [DataRow("borders_anywhere")]
    [DataRow("end_in_an_empty_frame")]
    [DataRow("end_in_the_headers")]
    [DataRow("two_messages_of_a_unary_call")]
    [DataRow("answer_before_the_end")]
    [DataRow("small_window")]
    [DataRow("many_streams")]
    [DataRow("ping")]
    [DataRow("settings")]
    public Task Frames_ThatAreAllowed_AreUnderstood(string name) => RunAsync(name);

    [TestMethod]
    [DataRow("reset_in_a_message")]
    [DataRow("reset_after_headers")]
    [DataRow("lost_connection")]
    [DataRow("goaway_of_the_client")]
    [DataRow("closed_window_and_cancel")]
    [DataRow("deadline")]
    public Task Streams_GivenUp_LeaveNothingBehind(string name) => RunAsync(name);

    [TestMethod]
    [DataRow("content_type")]
    [DataRow("missing_te")]
    [DataRow("missing_authority")]
    [DataRow("unknown_paths")]
    [DataRow("broken_paths")]
    [DataRow("other_methods")]
    [DataRow("timeouts")]
    [DataRow("binary_metadata")]
    [DataRow("broken_metadata")]
    [DataRow("large_headers")]
    [DataRow("http1")]
    public Task Headers_OddOrWrong_AreAnswered(string name) => RunAsync(name);

    [TestMethod]
    [DataRow("status_always_stands")]
    [DataRow("percent_encoding")]
    [DataRow("server_compressed_unary")]
    [DataRow("server_compressed_streaming")]
    [DataRow("compresses_only_what_is_accepted")]
    public Task Answer_OnTheWire_IsAsSpecified(string name) => RunAsync(name);

    [TestMethod]
    [DataRow("end_in_a_message")]
    [DataRow("broken_flags")]
    [DataRow("broken_protobuf")]
    [DataRow("encodings")]
    [DataRow("stated_length")]
    public Task Messages_Broken_AreRefused(string name) => RunAsync(name);

    [TestMethod]
    public Task Frames_OfChance_LeaveTheServerAnswering() => RunAsync("random_frames");

    private Task RunAsync(string name) => Python.RunAsync("frames.py", name, Server, TestContext.CancellationToken);
}
