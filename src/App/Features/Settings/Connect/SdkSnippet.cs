using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.App.Features.Settings.Connect;

/// <summary>How a program in some language gets a flag from here, ready to be copied.</summary>
/// <param name="Id">Names it in the address.</param>
/// <param name="Title">The language or tool.</param>
/// <param name="Install">The command that brings the package; null where nothing has to be installed.</param>
/// <param name="Code">The program.</param>
public sealed record SdkSnippet(string Id, string Title, string? Install, string Code)
{
    /// <summary>One for each way that people ask for flags.</summary>
    /// <param name="address">Where the application answers, with a slash at the end.</param>
    /// <param name="key">A client key of the environment.</param>
    /// <param name="flag">The flag to ask for.</param>
    /// <param name="type">What its values are; a flag without any is true or false.</param>
    public static IReadOnlyList<SdkSnippet> All(string address, string key, string flag, FlagValueType type) =>
    [
        Curl(address, key),
        Browser(address, key, flag),
        Node(address, key, flag),
        Python(address, key, flag),
        DotNet(address, key, flag),
        Java(address, key, flag),
        Go(address, key, flag),
        OpenFeature(address, key, flag, type),
    ];

    private static SdkSnippet Curl(string address, string key) => new("curl", "curl", null, $"""
        curl '{address}api/v1/identities/?identifier=user_1' \
          --header 'X-Environment-Key: {key}'
        """);

    private static SdkSnippet Browser(string address, string key, string flag) => new("browser", "JavaScript (browser)", "npm install @flagsmith/flagsmith", $$"""
        import flagsmith from '@flagsmith/flagsmith';

        await flagsmith.init({
          environmentID: '{{key}}',
          api: '{{address}}api/v1/',
          identity: 'user_1',
        });

        console.log(flagsmith.hasFeature('{{flag}}'), flagsmith.getValue('{{flag}}'));
        """);

    private static SdkSnippet Node(string address, string key, string flag) => new("node", "JavaScript (Node.js)", "npm install flagsmith-nodejs", $$"""
        import { Flagsmith } from 'flagsmith-nodejs';

        const flagsmith = new Flagsmith({
          environmentKey: '{{key}}',
          apiUrl: '{{address}}api/v1/',
        });

        const flags = await flagsmith.getIdentityFlags('user_1');
        console.log(flags.isFeatureEnabled('{{flag}}'), flags.getFeatureValue('{{flag}}'));
        """);

    private static SdkSnippet Python(string address, string key, string flag) => new("python", "Python", "pip install flagsmith", $$"""
        from flagsmith import Flagsmith

        flagsmith = Flagsmith(
            environment_key="{{key}}",
            api_url="{{address}}api/v1/",
        )

        flags = flagsmith.get_identity_flags(identifier="user_1")
        print(flags.is_feature_enabled("{{flag}}"), flags.get_feature_value("{{flag}}"))
        """);

    private static SdkSnippet DotNet(string address, string key, string flag) => new("dotnet", ".NET", "dotnet add package Flagsmith", $$"""
        using Flagsmith;

        var flagsmith = new FlagsmithClient(new FlagsmithConfiguration
        {
            EnvironmentKey = "{{key}}",
            ApiUrl = "{{address}}api/v1/",
        });

        var flags = await flagsmith.GetIdentityFlags("user_1", null);
        Console.WriteLine($"{await flags.IsFeatureEnabled("{{flag}}")} {await flags.GetFeatureValue("{{flag}}")}");
        """);

    private static SdkSnippet Java(string address, string key, string flag) => new("java", "Java", "implementation 'com.flagsmith:flagsmith-java-client:7.4.3'", $$"""
        import com.flagsmith.FlagsmithClient;
        import com.flagsmith.config.FlagsmithConfig;

        FlagsmithClient flagsmith = FlagsmithClient.newBuilder()
            .setApiKey("{{key}}")
            .withConfiguration(FlagsmithConfig.builder().baseUri("{{address}}api/v1/").build())
            .build();

        var flags = flagsmith.getIdentityFlags("user_1");
        System.out.println(flags.isFeatureEnabled("{{flag}}") + " " + flags.getFeatureValue("{{flag}}"));
        """);

    private static SdkSnippet Go(string address, string key, string flag) => new("go", "Go", "go get github.com/Flagsmith/flagsmith-go-client/v4", $$"""
        package main

        import (
            "context"
            "fmt"

            flagsmith "github.com/Flagsmith/flagsmith-go-client/v4"
        )

        func main() {
            client := flagsmith.NewClient("{{key}}", flagsmith.WithBaseURL("{{address}}api/v1/"))

            flags, err := client.GetIdentityFlags(context.Background(), "user_1", nil)
            if err != nil {
                panic(err)
            }

            value, _ := flags.GetFeatureValue("{{flag}}")
            fmt.Println(value)
        }
        """);

    private static SdkSnippet OpenFeature(string address, string key, string flag, FlagValueType type) => new("openfeature", "OpenFeature", "npm install @openfeature/server-sdk @openfeature/ofrep-provider", $$"""
        import { OpenFeature } from '@openfeature/server-sdk';
        import { OFREPProvider } from '@openfeature/ofrep-provider';

        await OpenFeature.setProviderAndWait(new OFREPProvider({
          baseUrl: '{{address.TrimEnd('/')}}',
          headers: [['X-API-Key', '{{key}}']],
        }));

        const client = OpenFeature.getClient();
        console.log(await client.{{GetterOf(type)}}('{{flag}}', {{DefaultOf(type)}}, { targetingKey: 'user_1' }));
        """);

    // A client asks for the type that its code expects, and takes its default for a value of another one.
    private static string GetterOf(FlagValueType type) => type switch
    {
        FlagValueType.String => "getStringDetails",
        FlagValueType.Integer => "getNumberDetails",
        FlagValueType.Boolean => "getBooleanDetails",
    };

    private static string DefaultOf(FlagValueType type) => type switch
    {
        FlagValueType.String => "'default'",
        FlagValueType.Integer => "0",
        FlagValueType.Boolean => "false",
    };
}
