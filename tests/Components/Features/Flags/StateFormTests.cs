using Bunit;
using ExperimentAdmin.App.Features.Flags.States;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.Components.Features.Flags;

public sealed class StateFormTests : PartTestContext
{
    [Fact]
    public async Task WhatWasSaved_IsNoLongerAChange_AlsoWhenItWasReadAgainBeforeTheSaveReturned()
    {
        var (state, expected) = (new ServedState(Enabled: true, "classic", []), new List<int>());
        IRenderedComponent<StateForm> form = null!;
        form = Render<StateForm>(builder => builder
            .Add(form => form.State, state).Add(form => form.Revision, 1).Add(form => form.Variants, []).Add(form => form.Type, FlagValueType.String)
            .Add(form => form.Save, (change, revision) =>
            {
                expected.Add(revision);
                state = state with { Enabled = change.Enabled ?? state.Enabled };
                form.Render(again => again.Add(form => form.State, state).Add(form => form.Revision, revision + 1));
                return Task.FromResult<Result<int>>(revision + 1);
            }));

        await form.InvokeAsync(() => form.Find("input[type=checkbox]").ChangeAsync(false));
        await form.InvokeAsync(() => form.Find("form").SubmitAsync());
        form.Find("form").TextContent.ShouldContain("Nothing is changed.");
        await form.InvokeAsync(() => form.Find("input[type=checkbox]").ChangeAsync(true));
        await form.InvokeAsync(() => form.Find("form").SubmitAsync());

        expected.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task WhatSomebodyElseSavedRightAfter_IsNotWrittenOverByWhatWasTypedMeanwhile()
    {
        var (state, expected) = (new ServedState(Enabled: true, "classic", []), new List<int>());
        IRenderedComponent<StateForm> form = null!;
        form = Render<StateForm>(builder => builder
            .Add(form => form.State, state).Add(form => form.Revision, 1).Add(form => form.Variants, []).Add(form => form.Type, FlagValueType.String)
            .Add(form => form.Save, async (_, revision) =>
            {
                expected.Add(revision);
                await form.InvokeAsync(() => form.Find("#field-value").InputAsync("later"));
                form.Render(again => again.Add(form => form.State, state with { Value = "theirs" }).Add(form => form.Revision, 3));
                return 2;
            }));

        await form.InvokeAsync(() => form.Find("#field-value").InputAsync("first"));
        await form.InvokeAsync(() => form.Find("form").SubmitAsync());
        form.Find("#field-value").GetAttribute("value").ShouldBe("later");
        await form.InvokeAsync(() => form.Find("#field-value").InputAsync("mine"));
        await form.InvokeAsync(() => form.Find("form").SubmitAsync());

        expected.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task WhatIsNoPercentage_GoesWithTheOtherChanges_AndNotWithoutThem()
    {
        var form = FormWithAVariant();
        await Share(form).ChangeAsync("abc");

        form.Render();
        await form.InvokeAsync(() => form.Find("form").SubmitAsync());
        form.Find("form").TextContent.ShouldContain("Correct the percentage that is marked first.");
        await form.InvokeAsync(() => form.Find("button:not([type=submit])").ClickAsync());

        Share(form).GetAttribute("value").ShouldBe("0");
        Share(form).HasAttribute("aria-invalid").ShouldBeFalse();
        form.Find("form").TextContent.ShouldContain("Nothing is changed.");
    }

    private static AngleSharp.Dom.IElement Share(IRenderedComponent<StateForm> form)
        => form.Find("[aria-label='Share of big, in percent']");

    private IRenderedComponent<StateForm> FormWithAVariant() => Render<StateForm>(builder => builder
        .Add(form => form.State, new ServedState(Enabled: true, "classic", [])).Add(form => form.Revision, 1)
        .Add(form => form.Variants, [new VariantView(7, "big", "big", 0, IsArchived: false)]).Add(form => form.Type, FlagValueType.String)
        .Add(form => form.Save, (_, revision) => Task.FromResult<Result<int>>(revision + 1)));
}
