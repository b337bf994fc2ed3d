using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.E2E.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Catalogue;

/// <summary>Ends of experiments, what was decided, and the emergency door, in the states that people meet.</summary>
internal static class EndingStates
{
    private const string Live = "/shop/production";
    private const string Stopped = "/bakery/production";
    private const string Button = "Bigger checkout button";
    private const string Completed = "Lower free-shipping threshold";

    public static IEnumerable<PageState> All() => [.. Ends(), .. Decided(), .. Finished(), .. Emergency()];

    private static IEnumerable<PageState> Ends() =>
    [
        new("experiment", "end", Role.ProductManager, $"{Live}/experiments/2", Button) { Enter = page => AskAsync(page) },
        new("experiment", "end-chosen", Role.ProductManager, $"{Live}/experiments/2", Button)
        {
            Enter = async page =>
            {
                var dialog = await AskAsync(page);
                await dialog.ChooseAsync("Ship big");
                await dialog.ForecastsAsync("get something else than now");
                await dialog.ChooseAsync("Won");
                await dialog.Note.FillAsync("Sign-ups rose by 6 %, on phones by 9 %.");
            },
        },
        new("experiment", "end-refused", Role.ProductManager, $"{Live}/experiments/2", Button)
        {
            Enter = async page =>
            {
                var dialog = await AskAsync(page);
                await dialog.TryAsync();
                await dialog.AsksForAsync("Choose what was learned");
            },
        },
    ];

    private static IEnumerable<PageState> Decided() =>
    [
        new("experiment", "decided-viewer", Role.Viewer, $"{Live}/experiments/1", Completed) { Enter = page => Expect(page.GetByTestId("outcome")).ToContainTextAsync("Orders rose a little") },
        new("experiment", "undo-end", Role.ProductManager, $"{Live}/experiments/1", Completed) { Enter = page => new EndingDialog(page).OpenUndoAsync() },
        new("experiment", "conclusion", Role.ProductManager, $"{Live}/experiments/1", Completed)
        {
            Enter = async page =>
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Correct the conclusion" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Radio, new() { Name = "Inconclusive" })).ToBeCheckedAsync();
            },
        },
    ];

    private static IEnumerable<PageState> Finished() =>
    [
        new("finished", "normal", Role.ProductManager, $"{Live}/experiments/finished", "Finished experiments") { Enter = page => Shows(page, "Back to what was before") },
        new("finished", "empty", Role.Viewer, "/greenhouse/production/experiments/finished", "Finished experiments") { Enter = page => Shows(page, "Nothing is finished yet") },
        new("finished", "filtered-empty", Role.Viewer, $"{Live}/experiments/finished?q=nobody&conclusion=won", "Finished experiments") { Enter = page => Shows(page, "Clear the search") },
    ];

    private static IEnumerable<PageState> Emergency() =>
    [
        new("experiments", "stopped", Role.ProductManager, $"{Stopped}/experiments", "Experiments") { Enter = page => Shows(page, "stopped everything that ran") },
        new("experiments", "stopped-viewer", Role.Viewer, $"{Stopped}/experiments", "Experiments") { Enter = page => Shows(page, "stopped everything that ran") },
        new("experiments", "resume-stopped", Role.ProductManager, $"{Stopped}/experiments", "Experiments") { Enter = page => new EmergencyDoor(page).OpenResumeAsync(Button) },
        new("experiments", "stop-all", Role.ProductManager, $"{Live}/experiments", "Experiments") { Enter = page => new EmergencyDoor(page).OpenStopAsync(Button) },
    ];

    private static Task<EndingDialog> AskAsync(IPage page) => new EndingDialog(page).OpenAsync(Button);

    private static Task Shows(IPage page, string text) => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(text);
}
