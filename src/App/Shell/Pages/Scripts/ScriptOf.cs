using Microsoft.JSInterop;

namespace ExperimentAdmin.App.Shell.Pages.Scripts;

/// <summary>The C# side of the script that lies beside a component, for one open page.</summary>
/// <typeparam name="T">The component: its <c>.razor.js</c> is what it says to the browser.</typeparam>
public sealed class ScriptOf<T>(IJSRuntime js, PageConnection? connection = null) : ScriptModule(js, connection, Path)
{
    /// <summary>Where the file is, from the application's base: namespaces are folders.</summary>
    internal static string Path { get; } = $"./{typeof(T).FullName![(typeof(ScriptOf<>).Assembly.GetName().Name!.Length + 1)..].Replace('.', '/')}.razor.js";
}
