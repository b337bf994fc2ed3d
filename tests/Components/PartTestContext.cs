using Bunit;
using ExperimentAdmin.App.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components;

/// <summary>Parts that need no database.</summary>
public abstract class PartTestContext : BunitContext
{
    protected PartTestContext()
    {
        Services.AddSingleton(TimeProvider.System);
        Services.AddUi();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }
}
