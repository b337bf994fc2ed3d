using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Playwright;
using Npgsql;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Catalogue;

/// <summary>What people see while they wait. They wait here for as long as the test likes.</summary>
public sealed class LoadingStates(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task AServerThatIsFarAway()
    {
        var page = await SignedInAsync(Role.Viewer, await App.Exhibition);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync("**/_framework/blazor.web*.js", async route =>
        {
            await answer.Task;
            await route.ContinueAsync();
        });

        await page.GotoAsync("/shop/production", new() { WaitUntil = WaitUntilState.Commit });
        await Expect(page.GetByText("Opening ExperimentAdmin")).ToBeVisibleAsync();
        await Screens.TakeAsync(page, "loading", "application");

        answer.SetResult();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Shop in Production");
        await Expect(page.GetByText("Opening ExperimentAdmin")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task ADatabaseThatIsBusy()
    {
        // SQLite answers before anybody could see that it is asked; nobody can keep its readers waiting.
        Assert.SkipWhen(TestDatabase.PostgresServer is null, "TEST_POSTGRES names no server.");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        await using var server = new AppServer(database.Options)
        {
            Settings = { ["ASPNETCORE_ENVIRONMENT"] = "Staging", ["Demo__Seed"] = "true", ["Database__CommandTimeout"] = "00:05:00" },
        };
        await server.StartAsync(Cancellation);
        var page = await SignedInAsync(Role.ProductManager, server);
        await page.GotoAsync("/shop/production/segments");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Beta testers");

        await using var connection = new NpgsqlConnection($"{database.Options.ConnectionString};Pooling=false");
        await connection.OpenAsync(Cancellation);
        await LooksAsync(connection, page, "list", () => page.GetByRole(AriaRole.Link, new() { Name = "Experiments", Exact = true }).ClickAsync(), "Loading experiments");
        await Expect(page.GetByTestId("experiments")).ToContainTextAsync("Bigger checkout button");
        await LooksAsync(connection, page, "page", () => page.GetByRole(AriaRole.Link, new() { Name = "Bigger checkout button" }).ClickAsync(), "Loading the experiment");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("20 % of identities enter.");
        await page.CloseAsync(); // Before the server goes.
    }

    private static async Task LooksAsync(NpgsqlConnection connection, IPage page, string state, Func<Task> goAsync, string said)
    {
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using var hold = new NpgsqlCommand("LOCK TABLE experiments IN ACCESS EXCLUSIVE MODE", connection, transaction);
        await hold.ExecuteNonQueryAsync(Cancellation);
        await goAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = said })).ToBeVisibleAsync();
        await Screens.TakeAsync(page, "loading", state);
        await page.SetViewportSizeAsync(1440, 900);
    }
}
