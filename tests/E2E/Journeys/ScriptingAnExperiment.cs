using System.Diagnostics;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>The example of the documentation, as it is: from nothing to a ramped experiment with curl and a key.</summary>
public sealed class ScriptingAnExperiment(RunningApp app) : Journey(app)
{
    private const string DemoKey = "demo.management-key";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task TheExample_SetsUpStartsAndRampsAnExperiment_ThatThePagesShow()
    {
        await using var server = await AppServer.WithDemoAsync();
        await server.StartAsync(Cancellation);

        var (exitCode, output, errors) = await RunAsync(server, DemoKey);

        exitCode.ShouldBe(0, $"{output}\n{errors}");
        var address = output.TrimEnd().Split(' ')[^1];
        address.ShouldBe(new Uri(server.Address, $"scripted-shop/production/experiments/{new Uri(address).Segments[^1]}").ToString());
        output.ShouldContain("\"rollout_percentage\":50");
        var page = await SignedInAsync(Role.Administrator, server);
        await page.GotoAsync(address);
        var experiment = await new ExperimentScreen(page).IsShownAsync("Checkout button size");
        await experiment.IsAsync("Running");
        await experiment.RolloutSaysAsync("50 % of identities enter.");
        await experiment.RemembersAsync("25 % to 50 %", "10 % to 25 %", "started", "created");
        await page.CloseAsync(); // Before the server goes.
        server.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task ARefusal_EndsTheExample_WithItsSentence()
    {
        var (exitCode, output, errors) = await RunAsync(await App.Shared, "wrong");

        exitCode.ShouldNotBe(0, output);
        errors.ShouldContain("GET /api/v1/me/ was refused");
        errors.ShouldContain("Valid Master API Key not found.");
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(AppServer server, string key)
    {
        var start = new ProcessStartInfo("bash", [Path.Join(Places.Examples, "experiment.sh")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["BASE_URL"] = server.Address.ToString();
        start.Environment["API_KEY"] = key;
        start.Environment["PROJECT"] = "Scripted shop";
        using var script = Process.Start(start) ?? throw new InvalidOperationException("There is no bash.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(s_patience);
        var (output, errors) = (script.StandardOutput.ReadToEndAsync(patience.Token), script.StandardError.ReadToEndAsync(patience.Token));
        await script.WaitForExitAsync(patience.Token);
        return (script.ExitCode, await output, await errors);
    }
}
