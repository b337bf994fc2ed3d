using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.E2E.Infrastructure;
using ExperimentAdmin.E2E.Pages;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Playwright;

namespace ExperimentAdmin.E2E.Journeys.Operating;

public sealed class SeveralProcesses(RunningApp app) : Journey(app)
{
    private const string Experiment = "Bigger checkout button";

    [Fact]
    public async Task WhatIsSavedThroughOne_IsShownOnPagesOfTheOther_WithWhoDidIt()
    {
        Assert.SkipWhen(TestDatabase.PostgresServer is null, "TEST_POSTGRES names no server.");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        await using var one = Server(database);
        await using var other = Server(database);
        await one.StartAsync(Cancellation); // Which makes the demo workspace.
        await other.StartAsync(Cancellation);
        var saving = await OpenAsync(Role.ProductManager, one);
        var watching = await OpenAsync(Role.Support, other);

        await saving.OpenRolloutAsync();
        await saving.Rollout.EnterAsync("35");
        await saving.SaveAsync(to: "35");

        await watching.TellsAsync(People.Name(Role.ProductManager));
        await watching.RolloutSaysAsync("35 % of identities enter.");

        await watching.OpenRolloutAsync();
        await watching.Rollout.EnterAsync("40");
        await watching.SaveAsync(to: "40");

        await saving.TellsAsync(People.Name(Role.Support));
        await saving.RolloutSaysAsync("40 % of identities enter.");
        await saving.Page.CloseAsync(); // Before the servers go.
        await watching.Page.CloseAsync();
    }

    private static AppServer Server(TestDatabase database) => new(database.Options)
    {
        Settings = { ["ASPNETCORE_ENVIRONMENT"] = "Staging", ["Demo__Seed"] = "true" },
    };

    private async Task<ExperimentScreen> OpenAsync(Role role, AppServer server)
    {
        var page = await SignedInAsync(role, server);
        await page.GotoAsync("/shop/production/experiments");
        await page.GetByRole(AriaRole.Link, new() { Name = Experiment, Exact = true }).ClickAsync();
        return await new ExperimentScreen(page).IsShownAsync(Experiment);
    }
}
