using System.Diagnostics;
using System.Net.Sockets;
using ExperimentAdmin.E2E.Infrastructure;

namespace ExperimentAdmin.E2E.Journeys.Operating;

/// <summary>A process that may open few files: it takes the connections that it has room for, and goes on.</summary>
public sealed class RunningOutOfFiles
{
    private const int Files = 700;
    private const int Connections = (Files - 448 - 128) * 4 / 5;

    // More than it could open beside its own, and few enough to wait in line together.
    private const int Crowd = 500;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MoreConnectionsThanItHasRoomFor_AreClosed_AndItAnswersWhenTheyAreGone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says how many files a process may open.");
        await using var server = new AppServer { OpenFiles = Files };
        await server.StartAsync(Cancellation);

        await CrowdAsync(server, Crowd);

        (await AnswerAsync(server)).ShouldContain("Sign in");
        server.Failures.ShouldBeEmpty();
        var log = server.Output;
        log.ShouldContain($"may have {Files} files and connections open at once, so it takes {Connections} connections");
        log.Split("others are closed as they come").Length.ShouldBe(2, "A crowd fills no log.");
    }

    // Until the server has heard that the others left, it has no room.
    private static async Task<string> AnswerAsync(AppServer server)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(TimeSpan.FromMilliseconds(50), Cancellation))
        {
            try
            {
                return await client.GetStringAsync("/account/sign-in", Cancellation);
            }
            catch (HttpRequestException) when (waited.Elapsed < s_patience)
            {
                // Not yet.
            }
        }
    }

    // So many come at once and stay, until those that are too many were sent away.
    private static async Task CrowdAsync(AppServer server, int size)
    {
        List<Socket> crowd = [.. Enumerable.Range(0, size).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))];
        try
        {
            var sentAway = 0;
            await foreach (var _ in Task.WhenEach(crowd.Select(socket => StayAsync(socket, server.Address))))
            {
                if (++sentAway == size - Connections)
                {
                    return;
                }
            }
        }
        finally
        {
            crowd.ForEach(socket => socket.Dispose());
        }
    }

    private static async Task StayAsync(Socket socket, Uri address)
    {
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, Cancellation);
            _ = await socket.ReceiveAsync(new byte[1], Cancellation);
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // It was sent away, or left with the others.
        }
    }
}
