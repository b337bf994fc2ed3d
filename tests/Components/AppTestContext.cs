using System.Globalization;
using Bunit;
using ExperimentAdmin.App.Shell;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core;
using ExperimentAdmin.Tests.Shared;
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

    public virtual async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        Services.AddCore(Database.Options);
        Services.AddUi();
        Services.AddShell();
        Services.Configure<PopoverOptions>(options => options.CheckForPopoverProvider = false); // It is in the frame.
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
