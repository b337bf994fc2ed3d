using ExperimentAdmin.App.Shell.Pages.Scripts;
using Microsoft.JSInterop;

namespace ExperimentAdmin.App.Shell.Frame;

/// <summary>The C# side of <c>wwwroot/js/shell.js</c>, for one open page.</summary>
public sealed class ShellScript(IJSRuntime js, PageConnection? connection = null) : ScriptModule(js, connection, "./js/shell.js");
