using Bunit;
using ExperimentAdmin.App.Ui;

namespace ExperimentAdmin.Components.Ui;

public sealed class ConfirmDialogTests : PartTestContext
{
    private int _confirmed;
    private int _cancelled;

    [Fact]
    public void ItNamesItsEffect_AndOpensAboveThePage()
    {
        var dialog = Dialog();

        dialog.Find("dialog").GetAttribute("aria-labelledby").ShouldBe(dialog.Find("h2").Id);
        dialog.Find("button[type=submit]").TextContent.ShouldBe("End experiment");
        JSInterop.Invocations["openDialog"].Count.ShouldBe(1);
    }

    [Fact]
    public async Task Confirming_SaysSoOnce()
    {
        var dialog = Dialog();

        await dialog.InvokeAsync(() => dialog.Find("form").SubmitAsync());

        _confirmed.ShouldBe(1);
    }

    [Fact]
    public async Task Cancelling_AsksToClose()
    {
        var dialog = Dialog();

        await dialog.InvokeAsync(() => dialog.Find("button[type=button]").ClickAsync());

        _cancelled.ShouldBe(1);
        _confirmed.ShouldBe(0);
    }

    [Fact]
    public async Task WhileItIsDone_NothingIsConfirmedTwice()
    {
        var dialog = Dialog(busy: true);

        await dialog.InvokeAsync(() => dialog.Find("form").SubmitAsync());

        _confirmed.ShouldBe(0);
    }

    [Fact]
    public void ARefusal_IsShownInside()
        => Dialog(errors: [new Error.Conflict("x", "It was paused by somebody else.")])
            .Find("[role=alert]").TextContent.ShouldContain("paused by somebody else");

    [Fact]
    public async Task Going_GivesTheFocusBack()
    {
        Dialog();

        await DisposeComponentsAsync();

        JSInterop.Invocations["closeDialog"].Count.ShouldBe(1);
    }

    private IRenderedComponent<ConfirmDialog> Dialog(bool busy = false, IReadOnlyList<Error>? errors = null)
        => Render<ConfirmDialog>(parameters => parameters
            .Add(part => part.Title, "End Big button?").Add(part => part.Action, "End experiment")
            .Add(part => part.Busy, busy).Add(part => part.Errors, errors ?? [])
            .Add(part => part.OnConfirm, () => _confirmed++).Add(part => part.OnCancel, () => _cancelled++)
            .AddChildContent("<p>Everybody gets control again.</p>"));
}
