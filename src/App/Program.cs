using ExperimentAdmin.App;
using ExperimentAdmin.App.Shell;

Start.InInvariantCulture();
Start.WithThreadsToSpare();
return await Start.OrExplainAsync(async () =>
{
    await using var app = Application.Build(StartArguments.Read(args));
    await app.PrepareAsync();
    app.AnnounceAddress();
    app.AnnounceData();
    await app.RunAsync();
});
