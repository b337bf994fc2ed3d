namespace ExperimentAdmin.App.Shell.Frame.Navigation;

/// <summary>Remembers in the browser which environment somebody was in last.</summary>
public sealed class LastLocation(ShellScript script)
{
    private (string Project, string Environment)? _written;

    public async Task<(string Project, string Environment)?> ReadAsync()
        => _written ?? ((await script.AskAsync<string>("lastLocation"))?.Split('/') is [var project, var environment]
            ? (project, environment)
            : null);

    public async Task WriteAsync(string project, string environment)
    {
        if (_written != (project, environment))
        {
            _written = (project, environment);
            await script.CallAsync("rememberLocation", $"{project}/{environment}");
        }
    }
}
