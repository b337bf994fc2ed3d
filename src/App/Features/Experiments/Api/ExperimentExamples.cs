namespace ExperimentAdmin.App.Features.Experiments.Api;

/// <summary>Bodies as scripts send them.</summary>
internal static class ExperimentExamples
{
    public const string New =
        """
        {"feature":7,"name":"Checkout button size","hypothesis":"A bigger button lifts sign-ups.",
         "experiment_rollout":{"enabled":true,"rollout_percentage":30,"feature_state_value":{"type":"string","value":"classic"},
          "multivariate_feature_state_values":[{"multivariate_feature_option":31,"percentage_allocation":60},
           {"multivariate_feature_option":32,"percentage_allocation":40}]}}
        """;

    public const string Put = """{"feature":7,"name":"Checkout button size","hypothesis":"A bigger button lifts sign-ups by 5 %."}""";

    public const string Edit = """{"name":"Checkout button size, second try"}""";

    public const string NewPhase = """{"reason":"The events of the first week were counted twice."}""";

    public const string End = """{"ending":"variant","variant":31,"conclusion":"won","note":"More sign-ups on every kind of device.","remove_overrides_of":[]}""";

    public const string Conclusion = """{"conclusion":"inconclusive","note":"The events of the first week were counted twice."}""";

    public const string Exclusion = """{"segment":5,"reason":"Our own staff tries things out."}""";

    public const string FlagDoor = """{"reason":"The price of the variant was wrong."}""";

    public const string StopAll = """{"reason":"The checkout is down; we look for the cause."}""";

    public const string Rollout = """{"rollout_percentage":50}""";
}
