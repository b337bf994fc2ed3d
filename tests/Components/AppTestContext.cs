using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using ExperimentAdmin.App.Shell;
using ExperimentAdmin.App.Shell.Pages;
using ExperimentAdmin.Core;
using ExperimentAdmin.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ExperimentAdmin.Components;

/// <summary>Components run against the real services and a real database; only the browser is missing.</summary>
public abstract class AppTestContext : BunitContext, IAsyncLifetime
{
    // As in the process. In the constructor: a culture set inside an async method does not flow back out to the test.
    protected AppTestContext()
        => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

    protected static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    protected TestDatabase Database { get; private set; } = null!;

    /// <summary>Where the frame shows dialogs.</summary>
    protected IRenderedComponent<MudDialogProvider> Dialogs { get; private set; } = null!;

    /// <summary>Where the frame shows what is open of a menu or a list of choices.</summary>
    protected IRenderedComponent<MudPopoverProvider> Popovers { get; private set; } = null!;

    /// <summary>What the frame says just now about what was done.</summary>
    protected IReadOnlyList<string> Told => [.. Services.GetRequiredService<ISnackbar>().ShownSnackbars.Select(said => said.Message!)];

    public virtual async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        Services.AddCore(Database.Options);
        Services.AddPages();
        Services.AddShell();
        Services.Configure<PopoverOptions>(options => options.CheckForPopoverProvider = false); // It is in the frame.
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    /// <summary>Renders a part, in a frame that has what parts open above the page.</summary>
    public override IRenderedComponent<TComponent> Render<TComponent>(Action<ComponentParameterCollectionBuilder<TComponent>>? parameterBuilder = null)
    {
        ShowFrame();
        return base.Render(parameterBuilder);
    }

    /// <summary>Shows what the frame has above pages, if that is not yet there.</summary>
    /// <param name="cascade">What the frame hands down to dialogs.</param>
    protected void ShowFrame(Action<ComponentParameterCollectionBuilder<MudDialogProvider>>? cascade = null)
    {
        Popovers ??= base.Render<MudPopoverProvider>();
        Dialogs ??= base.Render(cascade);
    }

    /// <summary>Opens a menu, as a click on its button does.</summary>
    /// <param name="page">Where it is.</param>
    /// <param name="button">Finds its button; the first menu without it.</param>
    /// <returns>What can be done in it.</returns>
    protected async Task<IReadOnlyList<IElement>> OpenMenuAsync(IRenderedComponent<IComponent> page, string button = "[aria-haspopup=menu]")
    {
        var open = Popovers.FindAll("[role=menuitem]").Count;
        await page.InvokeAsync(() => page.Find(button).ClickAsync());
        Popovers.WaitForState(() => Popovers.FindAll("[role=menuitem]").Count > open);
        return [.. Popovers.FindAll("[role=menuitem]").Skip(open)];
    }

    /// <summary>Chooses what is to be done from a menu.</summary>
    protected async Task ChooseAsync(IRenderedComponent<IComponent> page, string action, string button = "[aria-haspopup=menu]")
    {
        var item = (await OpenMenuAsync(page, button)).Single(item => item.TextContent.Trim() == action);
        await page.InvokeAsync(() => item.ClickAsync());
    }

    /// <summary>Chooses one of a list, as a person does.</summary>
    /// <param name="page">Where its field is.</param>
    /// <param name="field">Finds the field.</param>
    /// <param name="text">The words of what is chosen.</param>
    protected async Task SelectAsync(IRenderedComponent<IComponent> page, string field, string text)
    {
        var option = (await OpenListAsync(page, field)).Single(option => option.TextContent.Trim() == text);
        await page.InvokeAsync(() => option.ClickAsync());
    }

    /// <summary>Opens the list of a field in which one of a few is chosen.</summary>
    /// <param name="page">Where its field is.</param>
    /// <param name="field">Finds the field.</param>
    /// <returns>What can be chosen.</returns>
    protected async Task<IReadOnlyList<IElement>> OpenListAsync(IRenderedComponent<IComponent> page, string field)
    {
        await page.InvokeAsync(() => page.Find(field).MouseDownAsync(new()));
        return Popovers.WaitForElements("[role=option]");
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
