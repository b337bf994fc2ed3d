using System.Globalization;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using System.Text.Json;
using ExperimentAdmin.E2E.Infrastructure;

namespace ExperimentAdmin.E2E.Journeys.Operating;

/// <summary>What a process writes to stdout: when it begins and ends, with the time, as text or as JSON, and never a flood.</summary>
public sealed class WritingTheLog
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AsText_ItSaysWhenItBeganAndEnded_WithTheTime_BesideTheGreeting()
    {
        await using var server = new AppServer();
        await server.StartAsync(Cancellation);
        await server.StopAsync(Cancellation);

        var lines = Lines(server);
        lines.ShouldContain($"ExperimentAdmin is ready at {server.Address.ToString().TrimEnd('/')}");
        lines.ShouldContain(line => line.StartsWith("Nobody is set up yet.", StringComparison.Ordinal));
        var logged = lines.Where(line => line.Contains("ExperimentAdmin.Process[", StringComparison.Ordinal)).ToList();
        logged.Count.ShouldBe(3);
        logged.ShouldAllBe(line => IsTime(line.Split(' ')[0]) && line.Split(' ')[1] == "info:");
        logged[0].ShouldMatch(@"ExperimentAdmin \d+\.\d+\.\d+(-\w+)? started as process \d+, environment Production, at http://127\.0\.0\.1:\d+, with the database /\S+\.db\.$");
        logged[1].ShouldContain("stops: process ");
        logged[2].ShouldMatch(@"stopped: process \d+, told to by SIGTERM, took \d+\.\d s to end and was there for \d+\.\d s\.$");
    }

    [Fact]
    public async Task AsJson_AllOfItIsAnObjectALine_AlsoTheGreeting()
    {
        await using var server = new AppServer { Settings = { ["Log__Format"] = "json", ["Demo__Seed"] = "true", ["ASPNETCORE_ENVIRONMENT"] = "Staging" } };
        await server.StartAsync(Cancellation);
        await server.StopAsync(Cancellation);

        List<JsonElement> entries = [.. Lines(server).Select(line => JsonElement.Parse(line))];
        entries.ShouldAllBe(entry => IsTime(entry.GetProperty("Timestamp").GetString()!));
        entries.ShouldAllBe(entry => entry.GetProperty("LogLevel").GetString() == "Information" && entry.GetProperty("Category").GetString() == "ExperimentAdmin.Process");
        var messages = entries.Select(entry => entry.GetProperty("Message").GetString()!).ToList();
        var version = typeof(WritingTheLog).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion; // There is one for all.
        foreach (var beginning in (string[])["ExperimentAdmin is ready at ", "Demo sign-ins", $"ExperimentAdmin {version} started", "ExperimentAdmin stops", "ExperimentAdmin stopped"])
        {
            messages.ShouldContain(message => message.StartsWith(beginning, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task AFlood_OfWhatClientsSend_WritesNextToNothing()
    {
        await using var server = new AppServer { Settings = { ["AllowedHosts"] = "flags.example.com" } };
        await server.StartAsync(Cancellation);
        var before = server.Output.Length;
        string[] sent =
        [
            "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003 a TLS handshake\r\n\r\n",
            "GET / HTTP/9.9\r\n\r\n",
            "GET /\u001b[2J HTTP/1.1\r\nHost: flags.example.com\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n",
            "POST /sign-in HTTP/1.1\r\nHost: flags.example.com\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\nCookie: .AspNetCore.Antiforgery.x=forged\r\nConnection: close\r\n\r\n_a=b&cd",
            "POST /sign-in HTTP/1.1\r\nHost: flags.example.com\r\nContent-Length: 500\r\n\r\ncut off",
            "GET /_blazor?id=unknown HTTP/1.1\r\nHost: flags.example.com\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
            "GET /api/v1/identities/?identifier=%0a2026-06-11T12:00:00.000Z%20crit:%20Forged HTTP/1.1\r\nHost: flags.example.com\r\nConnection: close\r\n\r\n",
        ];
        for (var round = 0; round < 25; round++)
        {
            await Task.WhenAll(sent.Select(request => SendAsync(server.Address, request)));
        }

        await server.StopAsync(Cancellation);

        var flood = server.Output[before..].Split('\n');
        flood.Count(line => line.Length > 0 && !line.StartsWith("    ", StringComparison.Ordinal) && !line.Contains("ExperimentAdmin.Process[", StringComparison.Ordinal))
            .ShouldBeLessThanOrEqualTo(2 * sent.Length, server.Output);
        flood.ShouldAllBe(line => !line.Any(character => char.IsControl(character) && character != '\r'));
    }

    private static List<string> Lines(AppServer server) => [.. server.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static bool IsTime(string text)
        => DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static async Task SendAsync(Uri address, string request)
    {
        using var client = new TcpClient { LingerState = new LingerOption(enable: true, seconds: 0) }; // Closing it resets the connection.
        await client.ConnectAsync(address.Host, address.Port, Cancellation);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), Cancellation);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromMilliseconds(200));
        try
        {
            _ = await client.GetStream().ReadAsync(new byte[1], patience.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Some are not answered at all.
        }
    }
}
