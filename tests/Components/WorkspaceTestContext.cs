using System.Globalization;
using Bunit;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components;

/// <summary>Pages of an environment, in a <see cref="Tests.Shared.World"/> of the test's own, at whose time it is.</summary>
public abstract class WorkspaceTestContext : AppTestContext
{
    private protected World World { get; private set; } = null!;

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    /// <summary>The address that the page shows, relative to the application's base.</summary>
    protected string Here => Navigation.ToBaseRelativePath(Navigation.Uri);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        World = await World.CreateAsync(Database);
        Services.AddSingleton<TimeProvider>(World.Clock);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        if (World is not null)
        {
            await World.DisposeAsync();
        }
    }

    /// <summary>The world's environment as somebody of a role is let into it.</summary>
    protected async Task<Workspace> WorkspaceAsync(Role role)
    {
        var access = await World.AccessAsync(role);
        var reads = Services.GetRequiredService<WorkspaceReads>();
        var environments = await reads.EnvironmentsAsync(access, Cancellation);
        return new Workspace(
            access, await reads.ProjectAsync(access, Cancellation), environments.Single(environment => environment.Id == World.EnvironmentId));
    }

    /// <summary>Takes the database away until the answer is thrown away.</summary>
    protected IDisposable WhileTheDatabaseIsAway() => new Absence(Database, Services.GetRequiredService<WriteGate>());

    /// <summary>Makes the browser say what a half-typed form was typed on, as after a reload.</summary>
    protected void TypedBeforeAReload(int revision)
    {
        var module = JSInterop.SetupModule("./js/ui.js");
        module.Mode = JSRuntimeMode.Loose;
        module.Setup<int?>("restoreForm", _ => true).SetResult(revision);
    }

    /// <summary>Opens a page of the environment.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <param name="role">Whose eyes see it.</param>
    /// <param name="address">Its address below the environment; a query is handed to it.</param>
    /// <param name="parameters">What else of the address the page is given.</param>
    protected async Task<IRenderedComponent<TPage>> OpenAsync<TPage>(
        Role role, string address, Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null)
        where TPage : IComponent
    {
        var workspace = await WorkspaceAsync(role);
        Navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"{workspace.Href()}/{address}").TrimEnd('/'));
        ShowFrame(builder => builder.AddCascadingValue(workspace));
        return Render<TPage>(builder =>
        {
            builder.AddCascadingValue(workspace);
            parameters?.Invoke(builder);
        });
    }

    private sealed class Absence : IDisposable
    {
        private readonly string _file;

        public Absence(TestDatabase database, WriteGate gate)
        {
            gate.Guard!.Watch(); // As the start of the process does.
            _file = database.Options.File;
            File.Move(_file, $"{_file}.away");
        }

        public void Dispose() => File.Move($"{_file}.away", _file);
    }
}
