using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ExperimentAdmin.E2E.Pages;

/// <summary>One segment, or the form of a new one, with the box to try it.</summary>
public sealed class SegmentScreen(IPage page) : Screen(page)
{
    private static readonly LocatorGetByLabelOptions s_exact = new() { Exact = true };

    public ILocator Name => Main.GetByLabel("Name", s_exact);

    public ILocator Description => Main.GetByLabel("Description");

    public ILocator AddCondition => Button("Add condition").First;

    public ILocator AddGroup => Button("Add group").First;

    public ILocator Create => Button("Create segment");

    public ILocator Save => Button("Save changes");

    public async Task<SegmentScreen> OpenNewAsync(string environment)
    {
        await Page.GotoAsync($"{environment}/segments/new");
        await IsTitledAsync("New segment");
        await Expect(Trait(1)).ToBeVisibleAsync();
        return this;
    }

    public async Task<SegmentScreen> IsShownAsync(string name)
    {
        await IsTitledAsync(name);
        return this;
    }

    /// <summary>The trait of a condition, counted from 1 through all groups.</summary>
    public ILocator Trait(int number) => Condition(number).GetByLabel("Trait", s_exact);

    public ILocator Comparison(int number) => Condition(number).GetByLabel("Comparison", s_exact);

    public ILocator Value(int number) => Condition(number).GetByLabel("Value", s_exact);

    /// <summary>How many of a group's parts must hold; the outermost group is number 1.</summary>
    public ILocator MustHold(int group) => Main.GetByLabel("How many must hold").Nth(group - 1);

    /// <summary>Leaves the form of a new one.</summary>
    public Task CancelAsync() => Link("Cancel").ClickAsync();

    public async Task DemandAsync(int number, string trait, string comparison, string value)
    {
        await Trait(number).FillAsync(trait);
        if (await Comparison(number).InputValueAsync() != comparison)
        {
            await Comparison(number).ChooseAsync(comparison);
        }

        await Value(number).FillAsync(value);
        await Value(number).BlurAsync();
    }

    /// <summary>Tries the segment, saved or not, with somebody of whom this is known.</summary>
    public async Task TryAsync(string trait, string value)
    {
        await TryIt.GetByLabel(trait).FillAsync(value);
        await TryIt.GetByLabel(trait).BlurAsync();
    }

    public Task FindsAsync(string verdict) => Expect(TryIt.GetByTestId("result")).ToHaveTextAsync(verdict);

    public Task IsUsedByAsync(string flag) => Expect(Main.GetByTestId("where-used")).ToContainTextAsync(flag);

    private ILocator TryIt => Main.GetByTestId("try-it");

    private ILocator Condition(int number) => Main.GetByTestId("condition").Nth(number - 1);
}
