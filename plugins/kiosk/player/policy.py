"""The managed policy for Chromium: what no flag can forbid. It is put into the system's own folder by who installs."""

import json

from .browser import address

PLACE = "/etc/chromium/policies/managed/kiosk.json"
"""Where Debian's Chromium looks for it."""
_FORBID = 2
"""Chromium's word for no in settings of three states."""


def policy(port: int) -> str:
    """The policy file of a screen whose page is served at this port."""
    rules: dict[str, object] = {
        "URLBlocklist": ["*"],
        "URLAllowlist": [address(port) + "*"],
        "IncognitoModeAvailability": 2,
        "DeveloperToolsAvailability": 2,
        "PrintingEnabled": False,
        "DownloadRestrictions": 3,
        "AllowFileSelectionDialogs": False,
        "ExtensionInstallBlocklist": ["*"],
        "TranslateEnabled": False,
        "SpellcheckEnabled": False,
        "AutofillAddressEnabled": False,
        "AutofillCreditCardEnabled": False,
        "PasswordManagerEnabled": False,
        "SearchSuggestEnabled": False,
        "DefaultSearchProviderEnabled": False,
        "AlternateErrorPagesEnabled": False,
        "NetworkPredictionOptions": 2,
        "SyncDisabled": True,
        "BrowserSignin": 0,
        "MetricsReportingEnabled": False,
        "SafeBrowsingProtectionLevel": 0,
        "ComponentUpdatesEnabled": False,
        "BackgroundModeEnabled": False,
        "AudioCaptureAllowed": False,
        "VideoCaptureAllowed": False,
        "ScreenCaptureAllowed": False,
        "EnableMediaRouter": False,
        "DefaultPopupsSetting": _FORBID,
        "DefaultNotificationsSetting": _FORBID,
        "DefaultGeolocationSetting": _FORBID,
        "DefaultFileSystemReadGuardSetting": _FORBID,
        "DefaultFileSystemWriteGuardSetting": _FORBID,
        "DefaultSensorsSetting": _FORBID,
        "DefaultSerialGuardSetting": _FORBID,
        "DefaultWebBluetoothGuardSetting": _FORBID,
        "DefaultWebUsbGuardSetting": _FORBID,
    }
    return json.dumps(rules, indent=2) + "\n"
