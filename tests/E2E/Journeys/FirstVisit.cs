using System.Globalization;
using ExperimentAdmin.E2E.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Journeys;

public sealed class FirstVisit(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task ThePage_Answers_AndEverybodyCanUseIt()
    {
        var page = await NewWindowAsync();
        await page.GotoAsync("/");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "ExperimentAdmin" })).ToBeVisibleAsync();

        await TakeANumberAsync(page);

        await Screens.TakeAsync(page, "home", "normal", HasNoAccessibilityViolationsAsync);
        await Screens.ForReadmeAsync(page, "home");
    }

    [Fact]
    public async Task WhatWasTaken_SurvivesARestartOfTheServer()
    {
        await using var server = new AppServer();
        await server.StartAsync(Cancellation);
        var page = await NewWindowAsync(server);
        await page.GotoAsync("/");
        var before = await TakeANumberAsync(page);

        await server.RestartAsync(Cancellation);
        await page.GotoAsync("/");

        (await TakeANumberAsync(page)).ShouldBe(before + 1);
    }

    private static async Task<int> TakeANumberAsync(IPage page)
    {
        const string Taken = "You took number ";
        await page.GetByRole(AriaRole.Button, new() { Name = "Take a number" }).ClickAsync();
        var status = page.GetByRole(AriaRole.Status);
        await Expect(status).ToContainTextAsync(Taken);
        var text = await status.InnerTextAsync();
        return int.Parse(text[Taken.Length..].TrimEnd('.'), CultureInfo.InvariantCulture);
    }
}
